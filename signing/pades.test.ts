import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { degrees, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib'
import PdfKit from 'pdfkit'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pdfAuthority } from '../tests/signed-pdfs.ts'
import { acrossPages, inspectPdf } from './pades.ts'

// Judged by poppler, pyHanko and the EU's DSS, which are nobody's friends here.

const { folder, signed, archived, judge } = pdfAuthority('印信测试')

async function pages(
  count: number,
  useObjectStreams: boolean,
  change?: (document: PDFDocument) => unknown,
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let index = 0; index < count; index++) document.addPage([595, 842]).drawText(`page ${index}`)
  await change?.(document)
  return document.save({ useObjectStreams })
}
async function kit(options: object = {}): Promise<Buffer> {
  const document = new PdfKit(options)
  document.text('a page')
  document.end()
  return buffer(document)
}

const seal = () =>
  sharp(
    Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"><circle cx="120" cy="120" r="110" fill="none" stroke="#c00" stroke-width="8"/><path d="M60 60h120v40H60z" fill="#c00"/></svg>',
    ),
  )
    .png()
    .toBuffer()

/** A file of these parts; `@name` in them is where the part of that name begins, as ten digits. */
function laid(parts: Record<string, string>): Buffer {
  const begins: Record<string, string> = {}
  let at = 0
  for (const [name, part] of Object.entries(parts)) {
    begins[name] = String(at).padStart(10, '0')
    at += part.replace(/@\w+/g, '0000000000').length
  }
  return Buffer.from(
    Object.values(parts)
      .join('')
      .replace(/@(\w+)/g, (_, name: string) => begins[name]!),
    'latin1',
  )
}
const catalog = '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n'
const tree = '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n'
const page = '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>\nendobj\n'
const free = '0000000000 65535 f \n'
/** Its cross-references begin with the first page, and what is behind them is told at the front (annex F). */
const linearised = () =>
  laid({
    head: '%PDF-1.4\n',
    mark: '4 0 obj\n<</Linearized 1/L 1/H[1 1]/O 3/E 1/N 1/T 1>>\nendobj\n',
    front: `xref\n3 2\n@page 00000 n \n@mark 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev @rest>>\nstartxref\n0\n%%EOF\n`,
    page,
    catalog,
    tree,
    rest: `xref\n0 3\n${free}@catalog 00000 n \n@tree 00000 n \ntrailer\n<</Size 3>>\n`,
    end: 'startxref\n@front\n%%EOF\n',
  })
/** Readers of old see no page; a stream of cross-references tells of it (7.5.8.4). */
const hybrid = () => {
  const packed = '3 0 <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>'
  const entry = (...bytes: number[]) => String.fromCharCode(...bytes)
  return laid({
    head: '%PDF-1.5\n',
    catalog,
    tree,
    pack: `4 0 obj\n<</Type/ObjStm/N 1/First 4/Length ${packed.length}>>\nstream\n${packed}\nendstream\nendobj\n`,
    more: `5 0 obj\n<</Type/XRef/Size 6/W[1 1 1]/Index[3 1]/Length 3>>\nstream\n${entry(2, 4, 0)}\nendstream\nendobj\n`,
    table: `xref\n0 6\n${free}@catalog 00000 n \n@tree 00000 n \n${free}@pack 00000 n \n@more 00000 n \ntrailer\n<</Size 6/Root 1 0 R/XRefStm @more>>\n`,
    end: 'startxref\n@table\n%%EOF\n',
  })
}

/** Where the red bar of the seal is on each page as it is seen: left, upper, and how far it goes, to 5 points. */
async function barsOf(pdf: Uint8Array, count: number): Promise<number[][]> {
  const file = join(folder, 'seen.pdf')
  writeFileSync(file, pdf)
  const render = ['-r', '72', '-cropbox', '-png', file, file]
  execFileSync('pdftoppm', render)
  return Promise.all(
    Array.from({ length: count }, async (_, page) => {
      const image = sharp(`${file}-${page + 1}.png`)
        .removeAlpha()
        .raw()
      const { data, info } = await image.toBuffer({ resolveWithObject: true })
      const inside: [number, number][] = []
      for (let at = 0; at < data.length; at += 3) {
        const [x, y] = [(at / 3) % info.width, Math.floor(at / 3 / info.width)]
        // Away from the ring around it.
        if (data[at]! > 150 && data[at + 1]! < 60 && x > 56 && x < 124 && y > 62 && y < 98)
          inside.push([x, y])
      }
      const [xs, ys] = [inside.map(([x]) => x), inside.map(([, y]) => y)]
      const ends = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
      return ends.map((end) => Math.round(end / 5) * 5)
    }),
  )
}

const VALID = 'Signature is Valid.'
const documents: [string, () => Promise<Uint8Array>][] = [
  ['cross-reference streams, 300 pages', () => pages(300, true)],
  ['a cross-reference table', () => pages(3, false)],
  [
    'a header of 2.0',
    async () => Buffer.from((await kit()).toString('latin1').replace('%PDF-1.3', '%PDF-2.0'), 'latin1'),
  ],
  [
    'turned pages',
    () => pages(2, true, (one) => one.getPages().forEach((at) => at.setRotation(degrees(90)))),
  ],
  ['a form', () => pages(1, true, (one) => one.getForm().createTextField('name').addToPage(one.getPage(0)))],
  ['a linearised order', async () => linearised()],
  ['hybrid cross-references', async () => hybrid()],
]
const spoiltIn = (pdf: Uint8Array, at: number) => {
  const spoilt = Uint8Array.from(pdf)
  spoilt[at]! ^= 1
  return spoilt
}

describe('a signature', () => {
  it('is archived in a document of any kind, for three judges: with time stamps and all that it takes to verify it', async () => {
    const originals = await Promise.all(documents.map(([, make]) => make()))
    const finished: Uint8Array[] = []
    for (const pdf of originals) finished.push(await archived(pdf))
    originals.forEach((pdf, index) =>
      expect(Buffer.from(finished[index]!).subarray(0, pdf.length).equals(pdf)).toBe(true),
    )
    const judged = [
      ...(await judge(finished.slice(0, -1), { isArchived: true })),
      ...(await judge(finished.slice(-1), { isArchived: true, isHybrid: true })),
    ]
    documents.forEach(([name], index) => {
      const { poppler, pyhanko, dss } = judged[index]!
      // Of document time stamps poppler says only that it does not look at them.
      expect([name, poppler[0], pyhanko, dss]).toEqual([
        name,
        VALID,
        ['VALID'],
        ['TOTAL_PASSED null PAdES-BASELINE-LTA'],
      ])
    })
    // In the header's comment, where no reader trips over it.
    const spoilt = await judge(
      finished.map((pdf) => spoiltIn(pdf, 7)),
      { isArchived: true },
    )
    for (const { poppler, pyhanko, dss } of spoilt) {
      expect(poppler[0]).not.toBe(VALID)
      expect(pyhanko).not.toContain('VALID')
      expect(dss.join()).not.toContain('TOTAL_PASSED')
    }
  }, 240_000)

  it('leaves earlier ones as they were, and shows seals on turned and cropped pages and across them', async () => {
    const pdf = await pages(4, true, (one) =>
      one.getPages().forEach((at, index) => {
        at.setRotation(degrees(90 * index))
        if (index === 1) at.setCropBox(50, 60, 400, 600)
      }),
    )
    const looked = inspectPdf(pdf)
    if ('fault' in looked) throw new Error(looked.fault)
    expect(looked.pages[1]).toEqual({ width: 600, height: 400 })
    const picture = await seal()
    const places = looked.pages.map((_, index) => ({ page: index, x: 30, y: 40, width: 120, height: 120 }))
    const strips = acrossPages(looked.pages, { width: 120, height: 120, middle: 0.5 })
    const once = await signed(pdf, { appearance: { picture, places: [...places, ...strips] } })
    const twice = await archived(once, { appearance: { picture, places: places.slice(0, 1) } })
    const [first, both] = await judge([once, twice])
    expect(new Set(first!.poppler)).toEqual(new Set([VALID]))
    expect(first!.pyhanko).toEqual(['VALID'])
    expect(both!.poppler.slice(0, 9)).toEqual(Array(9).fill(VALID))
    expect(both!.pyhanko).toEqual(['VALID', 'VALID'])
    expect(both!.dss).toEqual(Array(2).fill('TOTAL_PASSED null PAdES-BASELINE-LTA'))
    // What is seen: the left upper corner of each page, whatever its turn, has the bar of the seal at the same place.
    expect(await barsOf(once, 4)).toEqual(Array(4).fill([60, 70, 120, 90]))
  }, 120_000)
})

describe('a document is refused, with its reason, before anyone is asked', () => {
  const closing = (reference: object) => (one: PDFDocument) => {
    const { catalog, context } = one
    const value = { Type: 'Sig', Contents: PDFHexString.of('00'), Reference: [reference] }
    const form = one.getForm()
    const field = context.register(context.obj({ FT: 'Sig', T: PDFHexString.fromText('first'), V: value }))
    form.acroForm.addField(field)
    catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: context.register(context.obj(value)) }))
  }
  const certified = (P: number) => closing({ TransformMethod: 'DocMDP', TransformParams: { P } })
  const locked = (Action: string) => closing({ TransformMethod: 'FieldMDP', TransformParams: { Action } })
  const written = (change: (text: string) => string) => async () =>
    Buffer.from(change((await kit()).toString('latin1')), 'latin1')
  it.each<[string, string | undefined, () => Promise<Uint8Array>]>([
    ['encrypted', 'encrypted', () => kit({ userPassword: 'x', ownerPassword: 'y' })],
    ['encrypted without a password to open it', 'encrypted', () => kit({ ownerPassword: 'y' })],
    ['cut off', 'damaged', async () => (await kit()).subarray(0, 400)],
    ['no PDF', 'damaged', async () => Buffer.from('hello')],
    [
      'with a false place in its table',
      'damaged',
      written((text) => text.replace(/(\d{9})(\d) 00000 n/, '$17 00000 n')),
    ],
    ['with something behind its end', 'damaged', written((text) => `${text}9 0 obj\n<<>>\nendobj\n`)],
    [
      'that is its own earlier update',
      'damaged',
      written((text) => text.replace(/\/Size/, '/Prev 15 /Size')),
    ],
    [
      'with a form that the viewer makes',
      'dynamicForm',
      () =>
        pages(1, true, (one) => one.getForm().acroForm.dict.set(PDFName.of('XFA'), PDFHexString.of('00'))),
    ],
    ['certified against all changes', 'certified', () => pages(1, true, certified(1))],
    ['certified for forms', undefined, () => pages(1, true, certified(2))],
    ['certified for notes', undefined, () => pages(1, true, certified(3))],
    ['with all fields locked', 'certified', () => pages(1, true, locked('All'))],
    ['with named fields locked', undefined, () => pages(1, true, locked('Include'))],
    ['of more pages than anyone reads', 'tooLarge', () => pages(2001, true)],
  ])('%s: %s', async (_, fault, make) => {
    const pdf = await make()
    const looked = inspectPdf(pdf)
    expect('fault' in looked ? looked.fault : undefined).toBe(fault)
    if (fault) await expect(signed(pdf)).rejects.toMatchObject({ fault })
    else await expect(signed(pdf)).resolves.toBeTruthy()
  })
})
