import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { openSync, type Font } from 'fontkit'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import { capitals } from './capitals.ts'
import { split, totals, type TaxInvoice } from './invoices.ts'

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
/** The scripts of the minorities and rare Han, out of Debian's fonts-noto-core and fonts-hanazono as far as they are there. */
const FURTHER_FONTS = [
  'noto/NotoSans-Regular.ttf',
  'noto/NotoSansArabic-Regular.ttf',
  'noto/NotoSerifTibetan-Regular.ttf',
  'noto/NotoSansMongolian-Regular.ttf',
  'noto/NotoSansYi-Regular.ttf',
  'hanazono/HanaMinA.ttf',
  'hanazono/HanaMinB.ttf',
].map((file) => `/usr/share/fonts/truetype/${file}`)
const fonts = [FONT, ...FURTHER_FONTS.filter((file) => existsSync(file))].map((file) => ({
  file,
  opened: openSync(file) as Font,
}))

/** A text in runs, each of the first font that has its characters; a space stays in the run that it stands in. */
function runsOf(text: string): { font: string; run: string }[] {
  const runs: { font: string; run: string }[] = []
  for (const character of text) {
    const has = ({ opened }: (typeof fonts)[number]) => opened.hasGlyphForCodePoint(character.codePointAt(0)!)
    const last = runs.at(-1)
    const font = (character === ' ' && last?.font) || (fonts.find(has)?.file ?? FONT)
    if (last?.font === font) last.run += character
    else runs.push({ font, run: character })
  }
  return runs
}
const BROWN = '#8a4b2a'
const BLACK = '#111'
const RED = '#c0272d'
const yuan = (fen: number) => (fen / 100).toFixed(2)

// Points; the sheet is 215 mm by 140 mm. Edges of the form, and the columns of the table.
const LEFT = 22
const RIGHT = 588
const WIDTH = RIGHT - LEFT
const COLUMNS = [
  { title: '项目名称', x: LEFT + 6, width: 186, align: 'left' },
  { title: '规格型号', x: 218, width: 44, align: 'center' },
  { title: '单位', x: 264, width: 28, align: 'center' },
  { title: '数量', x: 294, width: 36, align: 'right' },
  { title: '单价', x: 336, width: 70, align: 'right' },
  { title: '金额', x: 412, width: 62, align: 'right' },
  { title: '税率/征收率', x: 478, width: 54, align: 'center' },
  { title: '税额', x: 534, width: 48, align: 'right' },
] as const

/** The sheet of a fully digitalised ordinary invoice (数电普票). */
export async function invoicePdf(invoice: TaxInvoice): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [610, 397],
    margin: 0,
    font: FONT,
    info: { Title: `电子发票（普通发票）${invoice.number}` },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => doc.on('end', resolve))

  const write = (
    text: string,
    x: number,
    y: number,
    { colour = BLACK, size = 8.5, width = 400, align = 'left' as 'left' | 'right' | 'center' } = {},
  ) => doc.fillColor(colour).fontSize(size).text(text, x, y, { width, align, lineBreak: false })
  const box = (x: number, y: number, width: number, height: number) =>
    doc.rect(x, y, width, height).lineWidth(0.7).stroke(BROWN)
  /** A narrow cell with its label from top to bottom. */
  const sideLabel = (text: string, x: number, y: number, height: number) => {
    box(x, y, 16, height)
    const step = Math.min(12, height / text.length)
    const top = y + (height - step * text.length) / 2 - 1
    ;[...text].forEach((char, index) =>
      write(char, x, top + index * step, { colour: BROWN, size: 8, width: 16, align: 'center' }),
    )
  }

  const summary = `01,32,,${invoice.number},${yuan(invoice.totalFen)},${invoice.issuedAt.slice(0, 10).replaceAll('-', '')},`
  const qr = await QRCode.toBuffer(summary, { margin: 0, width: 240 })
  doc.image(qr, LEFT + 4, 14, { width: 54 })
  write('电子发票（普通发票）', 0, 20, { colour: BROWN, size: 18, width: 610, align: 'center' })
  for (const y of [49, 51.5]) doc.moveTo(208, y).lineTo(402, y).lineWidth(0.7).stroke(BROWN)
  if (invoice.colour === 'red') write('红字', 84, 24, { colour: RED, size: 14 })
  write('发票号码：', 430, 24, { colour: BROWN })
  write(invoice.number, 474, 24)
  write('开票日期：', 430, 40, { colour: BROWN })
  const [year, month, day] = invoice.issuedAt.slice(0, 10).split('-')
  write(`${year}年${month}月${day}日`, 474, 40)

  const party = (label: string, x: number, who: TaxInvoice['buyer']) => {
    box(x, 78, WIDTH / 2, 58)
    sideLabel(label, x, 78, 58)
    write('名称：', x + 22, 86, { colour: BROWN })
    // The longest name takes two lines.
    const size = who.name.length > 26 ? 7 : 8.5
    const runs = runsOf(who.name)
    doc.fillColor(BLACK).fontSize(size)
    Object.assign(doc, { x: x + 48, y: 86 })
    for (const [index, { font, run }] of runs.entries()) {
      const continued = index < runs.length - 1
      doc.font(font).text(run, { width: WIDTH / 2 - 54, lineGap: -2, continued })
    }
    doc.font(FONT)
    write('统一社会信用代码/纳税人识别号：', x + 22, 114, { colour: BROWN, size: 8 })
    write(who.taxNumber, x + 152, 113.5)
  }
  party('购买方信息', LEFT, invoice.buyer)
  party('销售方信息', LEFT + WIDTH / 2, invoice.seller)

  box(LEFT, 136, WIDTH, 138)
  for (const { title, x, width, align } of COLUMNS) {
    write(title, x, 141, { colour: BROWN, width, align })
  }
  const row = (y: number, cells: string[]) =>
    COLUMNS.forEach(({ x, width, align }, index) =>
      write(cells[index] ?? '', x, y, { width, align, size: 8 }),
    )
  invoice.lines.forEach((line, index) => {
    const { netFen, taxFen } = split(line)
    const unit = (netFen / 100 / Number(line.quantity)).toFixed(6).replace(/\.?0+$/, '')
    row(160 + index * 16, [
      line.name,
      '',
      '',
      line.quantity,
      unit,
      yuan(netFen),
      `${Math.round(Number(line.rate) * 100)}%`,
      yuan(taxFen),
    ])
  })
  const { netFen, taxFen } = totals(invoice)
  write('合　　　计', LEFT + 30, 256, { colour: BROWN })
  write(`¥${yuan(netFen)}`, 404, 256, { width: 70, align: 'right' })
  write(`¥${yuan(taxFen)}`, 522, 256, { width: 60, align: 'right' })

  box(LEFT, 274, WIDTH, 26)
  doc.moveTo(160, 274).lineTo(160, 300).stroke(BROWN)
  write('价税合计（大写）', LEFT, 281, { colour: BROWN, width: 138, align: 'center' })
  // The sign of a circled cross stands before the capitals, so that nothing can be written in front of them.
  doc.circle(174, 287, 5).lineWidth(0.7).stroke(BLACK)
  for (const turn of [-1, 1]) {
    doc
      .moveTo(170.5, 287 - 3.5 * turn)
      .lineTo(177.5, 287 + 3.5 * turn)
      .stroke(BLACK)
  }
  write(capitals(invoice.totalFen), 184, 281)
  write('（小写）', 416, 281, { colour: BROWN })
  write(`¥${yuan(invoice.totalFen)}`, 452, 281)

  box(LEFT, 300, WIDTH, 56)
  sideLabel('备注', LEFT, 300, 56)
  write(invoice.remark, LEFT + 24, 308)
  write('开票人：', LEFT + 30, 366, { colour: BROWN })
  write(invoice.clerk, LEFT + 68, 366)
  write('沙盒环境样票，不具法律效力', 388, 367, { colour: '#777', size: 7.5, width: 200, align: 'right' })
  doc.end()
  await ended
  return Buffer.concat(chunks)
}
