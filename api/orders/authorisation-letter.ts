import PDFDocument from 'pdfkit'
import type { ApplicationForm } from '../../domain/application-form.ts'
import { chineseFont, pdfBytes } from '../pdf-font.ts'

const PAGE = { width: 595, height: 842, margin: 64 }
const WIDTH = PAGE.width - 2 * PAGE.margin
const INK = '#1a1a1a'
const FAINT = '#8a8a8a'

/**
 * 法人授权书: the legal representative of the organisation authorises the operator. Filled from the form; it is
 * printed, signed, stamped and uploaded again (manual 1, 第一步).
 */
export async function authorisationLetter(no: string, form: ApplicationForm): Promise<Buffer> {
  const { organisation, legalRepresentative, operator } = form
  const document = new PDFDocument({
    size: 'A4',
    margin: PAGE.margin,
    font: chineseFont,
    info: { Title: `法人授权书 ${no}`, Author: organisation.name },
    lang: 'zh-CN',
  })
  const paragraph = (text: string) =>
    document.text(text, { indent: 26, lineGap: 9, align: 'left' }).moveDown(0.4)

  document.fillColor(FAINT).fontSize(9).text(`订单编号 ${no}`, { align: 'right' })
  document
    .moveDown(2)
    .fillColor(INK)
    .fontSize(24)
    .text('法人授权书', { align: 'center', characterSpacing: 6 })
  document.moveDown(1.6).fontSize(12.5)
  paragraph(
    `本单位 ${organisation.name}（统一社会信用代码：${organisation.uscc}），法定代表人 ${legalRepresentative.name}，` +
      `现授权 ${operator.name}（身份证号码：${operator.idNumber}，手机号码：${operator.phone}）作为经办人，` +
      '代表本单位办理数字证书的申请、资料提交、费用支付及证书接收等事宜。',
  )
  paragraph('本单位承诺：')
  paragraph('一、所提交的信息和资料真实、完整、有效，与登记机关记载一致；')
  paragraph('二、已阅读并同意电子认证业务规则，妥善保管介质（USB 智能密码钥匙）及证书密码；')
  paragraph('三、经办人在上述授权范围内的行为视为本单位的行为，由本单位承担相应法律责任。')
  paragraph('本授权书自签章之日起至上述事宜办理完毕之日止有效。')

  const top = Math.max(document.y + 36, 520)
  const stamp = { x: PAGE.width - PAGE.margin - 190, size: 140 }
  document.fontSize(12.5)
  for (const [index, label] of ['法定代表人签字：', '经办人签字：'].entries()) {
    const y = top + index * 62
    document.text(label, PAGE.margin, y, { lineBreak: false })
    document
      .moveTo(PAGE.margin + 104, y + 18)
      .lineTo(PAGE.margin + 240, y + 18)
      .lineWidth(0.7)
      .stroke(INK)
  }
  document
    .circle(stamp.x + stamp.size / 2, top + stamp.size / 2 - 8, stamp.size / 2)
    .dash(4, { space: 4 })
    .stroke(FAINT)
    .undash()
  document
    .fillColor(FAINT)
    .fontSize(11)
    .text('（加盖单位公章）', stamp.x, top + stamp.size / 2 - 16, { width: stamp.size, align: 'center' })
  document
    .fillColor(INK)
    .fontSize(12.5)
    .text('日期：　　　　年　　　月　　　日', PAGE.margin, top + 168, { width: WIDTH, align: 'right' })
  document
    .fillColor(FAINT)
    .fontSize(9)
    .text(
      '请打印后由法定代表人、经办人签字并加盖单位公章，再拍照或扫描上传。涂改无效。',
      PAGE.margin,
      PAGE.height - PAGE.margin - 24,
      { width: WIDTH, align: 'center' },
    )
  return pdfBytes(document)
}
