import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import type { Organisation, Resident } from './people.ts'

// The papers that an organisation or a person keeps in the drawer, to be uploaded with an application. Invented, and
// marked so.

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)
const RED = '#c0272d'
const INK = '#1a2233'
const PALE = '#d9dee7'
const SPECIMEN = '虚构样张 · 仅供演示'

type Paper = InstanceType<typeof PDFDocument>

/** A round seal: the name along its upper edge, a star in the middle. */
function seal(doc: Paper, name: string, x: number, y: number, radius = 62) {
  doc.save().lineWidth(3).strokeColor(RED).circle(x, y, radius).stroke().fillColor(RED)
  const points = Array.from({ length: 10 }, (_, index) => {
    const [angle, length] = [(index * Math.PI) / 5 - Math.PI / 2, index % 2 ? 8 : 20]
    return [x + length * Math.cos(angle), y + length * Math.sin(angle)] as [number, number]
  })
  doc.polygon(...points).fill()
  const span = Math.min(260, name.length * 18)
  ;[...name].forEach((character, index) => {
    const degrees = name.length > 1 ? (span * index) / (name.length - 1) - span / 2 : 0
    doc.save().rotate(degrees, { origin: [x, y] })
    doc.fontSize(13).text(character, x - 7, y - radius + 7, { lineBreak: false })
    doc.restore()
  })
  doc.restore()
}

function lines(doc: Paper, facts: Record<string, string>, x: number, y: number, width: number) {
  doc.fontSize(14)
  for (const [label, value] of Object.entries(facts)) {
    doc.fillColor('#566074').text(label, x, y, { width: 130 })
    doc.fillColor(INK).text(value, x + 135, y, { width: width - 135 })
    y = doc.y + 12
  }
}

function portraitSide(doc: Paper, facts: Record<string, string>) {
  doc.lineWidth(2).strokeColor(PALE).roundedRect(80, 120, 435, 275, 18).stroke()
  doc.save().fillColor(PALE).circle(450, 215, 32).fill().ellipse(450, 300, 48, 46).fill().restore()
  lines(doc, facts, 100, 190, 300)
}

/** A square name seal: its characters in two columns, from the right. */
function nameSeal(doc: Paper, name: string, x: number, y: number, side: number) {
  const characters = [...name, ...'之印'].slice(0, 4)
  doc.save().lineWidth(6).strokeColor(RED).rect(x, y, side, side).stroke().fillColor(RED)
  characters.forEach((character, index) => {
    const [column, row] = [1 - Math.floor(index / 2), index % 2]
    const half = side / 2
    doc
      .fontSize(half * 0.8)
      .text(character, x + column * half + half * 0.1, y + row * half - half * 0.08, { lineBreak: false })
  })
  doc.restore()
}

const drawings = {
  businessLicence(doc: Paper, { name, uscc, legalRepresentative: legal, address }: Organisation) {
    doc.lineWidth(4).strokeColor('#b08d3c').rect(40, 40, 515, 762).stroke()
    doc.fontSize(34).fillColor(INK).text('营业执照', 40, 110, { width: 515, align: 'center' })
    const { province, city, district, street } = address
    const facts = {
      统一社会信用代码: uscc,
      名称: name,
      法定代表人: legal.name,
      住所: `${province}${city === province ? '' : city}${district}${street}`,
      登记状态: '存续',
    }
    lines(doc, facts, 90, 230, 415)
    seal(doc, '示例登记机关', 430, 640)
  },
  legalRepId(doc: Paper, { legalRepresentative: legal }: Organisation) {
    portraitSide(doc, { 姓名: legal.name, [legal.idType ? '护照号码' : '公民身份号码']: legal.idNumber })
  },
  authorisation(doc: Paper, { name, legalRepresentative: legal, operator }: Organisation) {
    doc.fontSize(26).fillColor(INK).text('法人授权书', 40, 110, { width: 515, align: 'center' })
    const text = `本单位 ${name} 授权经办人 ${operator.name}（身份证号 ${operator.idNumber}）办理数字证书的申请、领取及相关事宜。`
    doc.fontSize(14).text(text, 90, 200, { width: 415, lineGap: 8 })
    doc.text(`法定代表人（签字）：${legal.name}`, 90, 420).text(`经办人（签字）：${operator.name}`, 90, 455)
    doc.text(`单位（公章）：${name}`, 90, 520, { width: 300 })
    seal(doc, name, 420, 540)
  },
  paymentVoucher(doc: Paper, { name, account }: Organisation) {
    doc.lineWidth(2).strokeColor(PALE).rect(60, 90, 475, 330).stroke()
    doc.fontSize(24).fillColor(INK).text('网上银行电子回单', 60, 120, { width: 475, align: 'center' })
    const facts = {
      付款人: name,
      付款账号: account.number,
      开户行: account.bank,
      收款人: '印信电子认证有限公司',
      用途: '数字证书补办',
    }
    lines(doc, facts, 90, 185, 415)
    seal(doc, account.bank, 440, 345, 50)
  },
  sealSample(doc: Paper, { name }: Organisation) {
    doc.save().scale(3, 3, { origin: [297, 380] })
    seal(doc, name, 297, 380)
    doc.restore()
  },
} as const satisfies Record<string, (doc: Paper, organisation: Organisation) => void>

export const paperKinds = Object.keys(drawings) as (keyof typeof drawings)[]

const personalDrawings = {
  idCardPortrait(doc: Paper, { name, idNumber, address }: Resident) {
    const { province, city, district, street } = address
    portraitSide(doc, {
      姓名: name,
      住址: `${province}${city === province ? '' : city}${district}${street}`,
      公民身份号码: idNumber,
    })
  },
  idCardEmblem(doc: Paper, { address }: Resident) {
    doc.lineWidth(2).strokeColor(PALE).roundedRect(80, 120, 435, 275, 18).stroke()
    doc.save().fillColor(RED).circle(140, 185, 30).fill().restore()
    doc.fontSize(22).fillColor(INK).text('居民身份证', 200, 170, { lineBreak: false })
    lines(doc, { 签发机关: `${address.city}公安局`, 有效期限: '2020.01.15-2040.01.15' }, 110, 290, 380)
  },
  sealSample(doc: Paper, { name }: Resident) {
    nameSeal(doc, name, 170, 250, 260)
  },
} as const satisfies Record<string, (doc: Paper, person: Resident) => void>

export const personalPaperKinds = Object.keys(personalDrawings) as (keyof typeof personalDrawings)[]

/** One paper of a person, as a PDF of one page. */
export const personalPaper = (kind: keyof typeof personalDrawings, person: Resident): NodeJS.ReadableStream =>
  onPage((doc) => personalDrawings[kind](doc, person))

/** One paper of an organisation, as a PDF of one page. */
export function paper(kind: keyof typeof drawings, organisation: Organisation): NodeJS.ReadableStream {
  return onPage((doc) => drawings[kind](doc, organisation))
}

function onPage(draw: (doc: Paper) => void): NodeJS.ReadableStream {
  const doc = new PDFDocument({ size: 'A4', margin: 0, font: FONT, info: { Title: SPECIMEN } })
  draw(doc)
  doc.fontSize(13).fillColor(RED).text(SPECIMEN, 60, 770, { width: 475, align: 'center' })
  doc.end()
  return doc
}
