import { createRequire } from 'node:module'
import nzh from 'nzh'
import PDFDocument from 'pdfkit'
import QRCode from 'qrcode'
import type { TaxInvoice } from './platform.ts'

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
const BROWN = '#8a4b2a'
const yuan = (fen: number) => (fen / 100).toFixed(2)

function capitals(fen: number): string {
  const text = nzh.cn.toMoney(Math.abs(fen) / 100, { outSymbol: false }).replace('元', '圆')
  return fen < 0 ? `（负数）${text}` : text
}

/** The sheet of a fully digitalised ordinary invoice (数电普票). */
export async function invoicePdf(invoice: TaxInvoice): Promise<Buffer> {
  const doc = new PDFDocument({
    size: [680, 440],
    margin: 24,
    font: FONT,
    info: { Title: '电子发票（普通发票）' },
  })
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => doc.on('end', resolve))
  const qr = await QRCode.toBuffer(
    `01,32,,${invoice.number},${yuan(invoice.totalFen)},${invoice.issuedAt.slice(0, 10)}`,
    {
      margin: 0,
      width: 120,
    },
  )

  doc.image(qr, 28, 24, { width: 56 })
  doc.fillColor(BROWN).fontSize(20).text('电子发票（普通发票）', 0, 34, { align: 'center', width: 680 })
  doc.moveTo(220, 66).lineTo(460, 66).moveTo(220, 69).lineTo(460, 69).stroke(BROWN)
  doc.fontSize(9).fillColor('black')
  doc.text(`发票号码：${invoice.number}`, 490, 34).text(`开票日期：${invoice.issuedAt.slice(0, 10)}`, 490, 50)

  const box = (x: number, y: number, width: number, height: number) =>
    doc.rect(x, y, width, height).stroke(BROWN)
  box(24, 92, 316, 60)
  box(340, 92, 316, 60)
  const party = (title: string, x: number, who: { name: string; taxNumber: string }) => {
    doc.fillColor(BROWN).text(title, x + 8, 98)
    doc.fillColor('black').text(`名称：${who.name}`, x + 8, 114)
    doc.text(`统一社会信用代码/纳税人识别号：${who.taxNumber}`, x + 8, 132)
  }
  party('购买方信息', 24, invoice.buyer)
  party('销售方信息', 340, invoice.seller)

  box(24, 152, 632, 160)
  const columns = [32, 270, 340, 430, 520, 590]
  const row = (y: number, cells: string[]) =>
    cells.forEach((cell, index) => doc.text(cell, columns[index] ?? 0, y, { lineBreak: false }))
  doc.fillColor(BROWN)
  row(160, ['项目名称', '数量', '单价', '金额', '税率', '税额'])
  doc.fillColor('black')
  let netTotal = 0
  invoice.lines.forEach((line, index) => {
    const net = Math.round(line.withTaxFen / (1 + Number(line.rate)))
    netTotal += net
    const unit = net / Number(line.quantity)
    row(180 + index * 20, [
      line.name,
      line.quantity,
      yuan(unit),
      yuan(net),
      `${Number(line.rate) * 100}%`,
      yuan(line.withTaxFen - net),
    ])
  })
  doc.fillColor(BROWN).text('合计', 32, 292)
  doc
    .fillColor('black')
    .text(`¥${yuan(netTotal)}`, 430, 292)
    .text(`¥${yuan(invoice.totalFen - netTotal)}`, 590, 292)

  box(24, 312, 632, 28)
  doc.fillColor(BROWN).text('价税合计（大写）', 32, 321)
  doc
    .fillColor('black')
    .text(capitals(invoice.totalFen), 140, 321)
    .text(`（小写）¥${yuan(invoice.totalFen)}`, 470, 321)
  box(24, 340, 632, 44)
  doc.fillColor(BROWN).text('备注', 32, 348)
  doc.fillColor('black').text(invoice.remark, 70, 348)
  doc.text(`开票人：${invoice.clerk}`, 32, 396)
  doc.fillColor('#999').fontSize(8).text('沙盒环境样票，不具法律效力', 500, 398)
  doc.end()
  await ended
  return Buffer.concat(chunks)
}
