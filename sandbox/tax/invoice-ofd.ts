import { randomUUID } from 'node:crypto'
import { XMLBuilder } from 'fast-xml-parser'
import { strToU8, zipSync } from 'fflate'
import { capitals } from './capitals.ts'
import { split, totals, type TaxInvoice } from './invoices.ts'

// GB/T 33190: a zip of XML files, lengths in millimetres. The sheet has the size of the PDF's, and its main texts.

const SHEET = '0 0 215 140'
const FONT_ID = 2
const yuan = (fen: number) => (fen / 100).toFixed(2)

const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true })
const xml = (root: string, content: object) =>
  strToU8(
    builder.build({
      '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
      [`ofd:${root}`]: { '@_xmlns:ofd': 'http://www.ofdspec.org/2016', ...content },
    }) as string,
  )

type Text = [left: number, top: number, size: number, words: string]

/** A party's name, in as many lines as its half of the sheet needs. */
const partyName = (left: number, words: string) =>
  (words.match(/.{1,31}/gu) ?? []).map((line, index): Text => [left, 27 + index * 4, 3, line])

/** Texts of the sheet: left edge, top, size, words. */
function texts(invoice: TaxInvoice): Text[] {
  const { netFen, taxFen } = totals(invoice)
  const [year, month, day] = invoice.issuedAt.slice(0, 10).split('-')
  return [
    [75, 7, 6, '电子发票（普通发票）'],
    ...(invoice.colour === 'red' ? [[30, 8, 5, '红字'] as Text] : []),
    [152, 8, 3, `发票号码：${invoice.number}`],
    [152, 14, 3, `开票日期：${year}年${month}月${day}日`],
    ...partyName(12, `购买方名称：${invoice.buyer.name}`),
    [12, 42, 3, `统一社会信用代码/纳税人识别号：${invoice.buyer.taxNumber}`],
    ...partyName(112, `销售方名称：${invoice.seller.name}`),
    [112, 42, 3, `统一社会信用代码/纳税人识别号：${invoice.seller.taxNumber}`],
    ...invoice.lines.flatMap((line, index): Text[] => {
      const top = 56 + index * 6
      const rate = `${Math.round(Number(line.rate) * 100)}%`
      return [
        [12, top, 3, line.name],
        [104, top, 3, `数量 ${line.quantity}`],
        [130, top, 3, `金额 ${yuan(split(line).netFen)}`],
        [160, top, 3, `税率 ${rate}`],
        [180, top, 3, `税额 ${yuan(split(line).taxFen)}`],
      ]
    }),
    [12, 90, 3, '合计'],
    [130, 90, 3, `金额 ¥${yuan(netFen)}`],
    [180, 90, 3, `税额 ¥${yuan(taxFen)}`],
    [12, 99, 3, `价税合计（大写）：${capitals(invoice.totalFen)}`],
    [150, 99, 3, `（小写）¥${yuan(invoice.totalFen)}`],
    [12, 108, 3, `备注：${invoice.remark}`],
    [12, 128, 3, `开票人：${invoice.clerk}`],
    [140, 128, 2.6, '沙盒环境样票，不具法律效力'],
  ]
}

/** The layout file of an invoice. The bureau's seal is not on it. */
export function invoiceOfd(invoice: TaxInvoice): Buffer {
  const objects = texts(invoice).map(([left, top, size, words], index) => {
    // How far the pen goes after each character; without it all characters stand on one spot.
    const steps = [...words].slice(0, -1).map((char) => (char > '\u02ff' ? size : size * 0.55).toFixed(2))
    return {
      '@_ID': 10 + index,
      '@_Boundary': `${left} ${top} ${215 - left} ${size * 1.4}`,
      '@_Font': FONT_ID,
      '@_Size': size,
      'ofd:TextCode': { '@_X': 0, '@_Y': size, '@_DeltaX': steps.join(' '), '#text': words },
    }
  })
  return Buffer.from(
    zipSync({
      'OFD.xml': xml('OFD', {
        '@_Version': '1.1',
        '@_DocType': 'OFD',
        'ofd:DocBody': {
          'ofd:DocInfo': {
            'ofd:DocID': randomUUID().replaceAll('-', ''),
            'ofd:Title': `电子发票（普通发票）${invoice.number}`,
            'ofd:CreationDate': invoice.issuedAt.slice(0, 10),
          },
          'ofd:DocRoot': 'Doc_0/Document.xml',
        },
      }),
      'Doc_0/Document.xml': xml('Document', {
        'ofd:CommonData': {
          'ofd:MaxUnitID': 10 + objects.length,
          'ofd:PageArea': { 'ofd:PhysicalBox': SHEET },
          'ofd:PublicRes': 'PublicRes.xml',
        },
        'ofd:Pages': { 'ofd:Page': { '@_ID': 1, '@_BaseLoc': 'Pages/Page_0/Content.xml' } },
      }),
      'Doc_0/PublicRes.xml': xml('Res', {
        '@_BaseLoc': 'Res',
        'ofd:Fonts': { 'ofd:Font': { '@_ID': FONT_ID, '@_FontName': '宋体', '@_FamilyName': '宋体' } },
      }),
      'Doc_0/Pages/Page_0/Content.xml': xml('Page', {
        'ofd:Area': { 'ofd:PhysicalBox': SHEET },
        'ofd:Content': { 'ofd:Layer': { '@_ID': 3, 'ofd:TextObject': objects } },
      }),
    }),
  )
}
