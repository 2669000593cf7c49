import bwip from 'bwip-js/node'
import PDFDocument from 'pdfkit'
import type { ApplicationForm } from '../../domain/application-form.ts'
import { chineseFont, pdfBytes } from '../pdf-font.ts'

export interface CourierLabel {
  no: string
  waybillNo: string
  tokenSerial: string
  sender: { name: string; phone: string; address: string }
  recipient: ApplicationForm['delivery']
  organisationName: string
}

const MM = 72 / 25.4
/** The courier's label paper: 100 × 150 mm. */
const PAPER = [100 * MM, 150 * MM] as const
const EDGE = 4 * MM
const WIDTH = PAPER[0] - 2 * EDGE

/** The label that the key-station operator sticks on the parcel: waybill as Code 128, both addresses, the key. */
export async function courierLabel(label: CourierLabel): Promise<Buffer> {
  const barcode = await bwip.toBuffer({
    bcid: 'code128',
    text: label.waybillNo,
    scale: 4,
    height: 14,
    includetext: false,
  })
  const document = new PDFDocument({
    size: [...PAPER],
    margin: 0,
    font: chineseFont,
    info: { Title: `运单 ${label.waybillNo}` },
    lang: 'zh-CN',
  })
  const rule = (y: number) =>
    document
      .moveTo(EDGE, y)
      .lineTo(EDGE + WIDTH, y)
      .lineWidth(0.8)
      .stroke('#000')
  const text = (content: string, y: number, size: number, options: PDFKit.Mixins.TextOptions = {}) =>
    document.fontSize(size).text(content, EDGE + 6, y, { width: WIDTH - 12, ...options })

  document
    .rect(EDGE, EDGE, WIDTH, PAPER[1] - 2 * EDGE)
    .lineWidth(0.8)
    .stroke('#000')
  text('顺丰速运', EDGE + 6, 15)
  text(`寄付月结　订单 ${label.no}`, EDGE + 11, 9, { align: 'right' })
  rule(38)
  document.image(barcode, EDGE + 22, 46, { width: WIDTH - 44, height: 58 })
  text(label.waybillNo, 108, 14, { align: 'center', characterSpacing: 1.5 })
  rule(134)

  const { recipient } = label
  const place = [recipient.province, recipient.city, recipient.district].filter(Boolean).join(' ')
  text('收件', 140, 9)
  text(`${recipient.name}　${recipient.phone}`, 152, 14)
  text(label.organisationName, document.y + 2, 10)
  text(`${place} ${recipient.street}`, document.y + 2, 12)
  rule(248)
  text('寄件', 254, 9)
  text(`${label.sender.name}　${label.sender.phone}`, 266, 10)
  text(label.sender.address, document.y + 1, 9)
  rule(318)
  text('托寄物：介质（USB 智能密码钥匙） × 1', 326, 10)
  text(`介质序列号：${label.tokenSerial}`, 342, 11)
  text('请当面核对包装后签收。证书密码另行送达，不在本快件中。', 366, 8)
  return pdfBytes(document)
}
