import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { pdfAuthority, type Judged } from '../tests/signed-pdfs.ts'
import { changesBetween } from './changes.ts'
import { stampPdf } from './pades.ts'
import { readPdf } from './pdf-file.ts'
import { type FoundSignature, verifyPdf } from './verify.ts'

// What the research on PDF signatures found to fool readers (pdf-insecurity.org), and what honest people do: ours is held
// against what pyHanko says, and against the EU's DSS where that looks for the same.

const ours = pdfAuthority('印信测试')
const strangers = pdfAuthority('别家机构')
const trust = { authorities: [ours.der('issuing')], roots: [ours.der('root')] }

async function contract(change?: (document: PDFDocument) => unknown): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).drawText('pay 100 yuan')
  const field = document.getForm().createTextField('note')
  field.setText('as agreed')
  field.addToPage(document.getPage(0), { x: 50, y: 50 })
  await change?.(document)
  return document.save({ useObjectStreams: false })
}

const text = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')
const bytes = (value: string) => Buffer.from(value, 'latin1')
/** In place, so that nothing else moves. */
const replaced = (pdf: Uint8Array, what: RegExp, by: (found: string) => string) =>
  bytes(text(pdf).replace(what, (found) => by(found).padEnd(found.length)))
const RANGE = /\/ByteRange \[[^\]]*\]/
const endOf = (pdf: Uint8Array) => readPdf(pdf).crossReference.at

/** As an editor saves it: what was there stays, the change comes behind. */
async function edited(pdf: Uint8Array, change: (document: PDFDocument) => unknown): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  await change(document)
  return document.commit({ useObjectStreams: false })
}

/** Objects of our own behind the end, with a cross-reference to them; `top` where the root is another one. */
function appended(pdf: Uint8Array, objects: Record<number, string>, top?: number): Buffer {
  const { root, context } = readPdf(pdf)
  let all = `${text(pdf)}\n`
  let table = 'xref\n'
  for (const [number, object] of Object.entries(objects)) {
    table += `${number} 1\n${String(all.length).padStart(10, '0')} 00000 n \n`
    all += `${number} 0 obj\n${object}\nendobj\n`
  }
  const size = Math.max(context.largestObjectNumber, ...Object.keys(objects).map(Number)) + 1
  const trailer = `trailer\n<</Size ${size} /Prev ${endOf(pdf)} /Root ${top ? `${top} 0 R` : root.toString()}>>\n`
  return bytes(`${all}${table}${trailer}startxref\n${all.length}\n%%EOF\n`)
}
/** The number of a new object. */
const next = (pdf: Uint8Array, more = 1) => readPdf(pdf).context.largestObjectNumber + more
const contentsOf = (pdf: Uint8Array) => {
  const { pages, context } = readPdf(pdf)
  const [stream] = context
    .enumerateIndirectObjects()
    .filter(([, object]) => object instanceof PDFRawStream && !object.dict.has(PDFName.of('Type')))
  return { page: pages[0]!, ref: stream![0] }
}
const drawing = 'BT /F1 24 Tf 50 700 Td (pay 999 yuan) Tj ET'

/**
 * The second part of what was signed is moved to the end; in between, where the place in its own end now points to, is
 * another document with a signature that leaves all of it out.
 */
function wrapped(signed: Uint8Array): Buffer {
  const whole = text(signed)
  const [, before, after, rest] = RANGE.exec(whole)![0].match(/\d+/g)!.map(Number)
  const contents = whole.slice(before!, after)
  const at = endOf(signed)
  // The new document begins behind the signature, its table is where the old one was.
  const objects = (end: number) => [
    '<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[5 0 R]/SigFlags 3>>>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[5 0 R]>>',
    `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
    '<</Type/Annot/Subtype/Widget/FT/Sig/T(Signature1)/V 6 0 R/Rect[0 0 0 0]/P 3 0 R>>',
    `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 ${before} ${end} ${rest}]/Contents ${contents}>>`,
  ]
  const laid = (end: number) => {
    const table = (places: number[]) =>
      `xref\n0 7\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`
    let body = ''
    const places = objects(end).map((object, index) => {
      const place = at + table(Array(6).fill(0)).length + body.length
      body += `${index + 1} 0 obj\n${object}\nendobj\n`
      return place
    })
    return ' '.repeat(at - after!) + table(places) + body
  }
  let evil = ''
  for (let end = 1_000_000; after! + evil.length !== end; end = after! + evil.length) evil = laid(end)
  return bytes(whole.slice(0, after) + evil + whole.slice(after))
}

type Case = [
  name: string,
  ours: string,
  make: (signed: Uint8Array, archived: Uint8Array) => Promise<Uint8Array> | Uint8Array,
]
const kept: Case[] = [
  ['as it was signed', 'intact nothing B-T', (signed) => signed],
  ['archived', 'intact signatures B-LTA', (_, archived) => archived],
  ['signed once more', 'intact signatures B-T', (signed) => ours.signed(signed)],
  ['signed by somebody whom we do not know', 'intact signatures B-T', (signed) => strangers.signed(signed)],
]
const overlay: Case = [
  'a signature of a stranger that covers the page',
  'intact marks B-T',
  async (signed) => {
    const background = { r: 255, g: 255, b: 255, alpha: 1 }
    const picture = await sharp({ create: { width: 8, height: 8, channels: 4, background } })
      .png()
      .toBuffer()
    const places = [{ page: 0, x: 0, y: 0, width: 595, height: 842 }]
    return strangers.signed(signed, { appearance: { picture, places } })
  },
]
kept.push(overlay)
const attacks: Case[] = [
  // Universal forgery: there is something of a signature, and nothing to hold it against.
  ['no range', 'malformed', (signed) => replaced(signed, RANGE, () => '')],
  ['an empty range', 'malformed', (signed) => replaced(signed, RANGE, () => '/ByteRange []')],
  ['a range of nothing', 'malformed', (signed) => replaced(signed, RANGE, () => '/ByteRange [0 0 0 0]')],
  [
    'a negative range',
    'malformed',
    (signed) => replaced(signed, RANGE, (found) => found.replace(/(\d+)\s*\]$/, '-$1]')),
  ],
  ['a range that is a word', 'malformed', (signed) => replaced(signed, RANGE, () => '/ByteRange null')],
  ['no contents', 'malformed', (signed) => replaced(signed, /\/Contents </, () => '/Contentz <')],
  [
    'contents of zeros',
    'malformed',
    (signed) =>
      replaced(signed, /\/Contents <[\da-f]*>/, (found) => `/Contents <${'0'.repeat(found.length - 12)}>`),
  ],
  [
    'contents that are null',
    'malformed',
    (signed) => replaced(signed, /\/Contents <[\da-f]*>/, () => '/Contents null'),
  ],
  [
    'another byte',
    'broken',
    (signed) => replaced(signed, /%PDF-1\.\d\n%./, (found) => `${found.slice(0, -1)}x`),
  ],
  [
    'another signature value',
    'broken',
    // Behind its algorithm (RSA with SHA-256, parameters NULL), as OCTET STRING.
    (signed) =>
      replaced(
        signed,
        /2a864886f70d01010b050004820100[\da-f]/,
        (found) => found.slice(0, -1) + (found.endsWith('7') ? '6' : '7'),
      ),
  ],
  // Incremental saving.
  [
    'a page with other contents',
    'intact changes',
    (signed) =>
      appended(signed, {
        [contentsOf(signed).ref.objectNumber]: `<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream`,
      }),
  ],
  ['one more page', 'intact changes', (signed) => edited(signed, (one) => one.addPage([300, 300]))],
  [
    'a note on the page',
    'intact changes',
    (signed) => {
      const { page } = contentsOf(signed)
      const note = next(signed)
      const changed = page.dict.clone()
      changed.set(
        PDFName.of('Annots'),
        page.dict.context.obj([
          ...page.dict.lookup(PDFName.of('Annots'), PDFArray).asArray(),
          PDFRef.of(note),
        ]),
      )
      return appended(signed, {
        [page.ref.objectNumber]: changed.toString(),
        [note]:
          '<</Type/Annot/Subtype/FreeText/Rect[50 690 300 730]/DA(/Helv 20 Tf)/Contents(pay 999 yuan)>>',
      })
    },
  ],
  [
    'objects without cross-references',
    'unreadable',
    (signed) =>
      bytes(
        `${text(signed)}\n${contentsOf(signed).ref.objectNumber} 0 obj\n<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream\nendobj\n`,
      ),
  ],
  [
    'another document whose signature is the old one',
    'intact changes',
    (signed) => {
      const form = readPdf(signed).catalog.lookup(PDFName.of('AcroForm'), PDFDict)
      const [top, tree, page] = [1, 2, 3].map((more) => next(signed, more)) as [number, number, number]
      const objects = {
        [top]: `<</Type/Catalog/Pages ${tree} 0 R/AcroForm ${form.toString()}>>`,
        [tree]: `<</Type/Pages/Kids[${page} 0 R]/Count 1>>`,
        [page]: `<</Type/Page/Parent ${tree} 0 R/MediaBox[0 0 595 842]>>`,
      }
      return appended(signed, objects, top)
    },
  ],
  // Wrapping.
  ['a signature that leaves a document out', 'malformed', (signed) => wrapped(signed)],
  // Shadows: prepared before it is signed, brought out afterwards.
  [
    'a field that shows something else',
    'intact changes',
    (signed) => {
      const { context } = readPdf(signed)
      const isNote = (dict: PDFDict) =>
        dict.lookupMaybe(PDFName.of('T'), PDFString, PDFHexString)?.decodeText() === 'note'
      const found = context
        .enumerateIndirectObjects()
        .find(([, object]) => object instanceof PDFDict && isNote(object))
      const changed = (found![1] as PDFDict).clone()
      changed.set(PDFName.of('V'), PDFString.of('no longer'))
      return appended(signed, { [found![0].objectNumber]: changed.toString() })
    },
  ],
  [
    'a layer that is taken away',
    'intact changes',
    async () => {
      const signed = await ours.signed(
        await contract((one) => {
          const { context } = one
          const layer = context.register(
            context.stream('1 1 1 rg 0 0 595 842 re f', {
              Type: 'XObject',
              Subtype: 'Form',
              BBox: [0, 0, 595, 842],
            }),
          )
          one.getPage(0).node.set(PDFName.of('Over'), layer)
        }),
      )
      const { page } = contentsOf(signed)
      const layer = page.dict.get(PDFName.of('Over'))!.toString().split(' ')[0]!
      return appended(signed, { [layer]: 'null' })
    },
  ],
  [
    'a content that lay ready under the same number',
    'intact changes',
    async () => {
      const { ref } = contentsOf(await contract())
      const ready = `\n${ref.objectNumber} 0 obj\n<</Length ${drawing.length}>>\nstream\n${drawing}\nendstream\nendobj\n`
      const plain = await contract()
      // Behind the header, where no cross-reference points to; all others move by as much.
      const at = text(plain).indexOf('\n', 10) + 1
      const moved = text(plain).slice(0, at) + ready + text(plain).slice(at)
      const table = moved.replace(
        /(\d{10}) (\d{5}) n/g,
        (_, place: string, generation: string) =>
          `${String(Number(place) + ready.length).padStart(10, '0')} ${generation} n`,
      )
      const signed = await ours.signed(
        bytes(
          table.replace(
            /startxref\s+(\d+)/,
            (_, place: string) => `startxref\n${Number(place) + ready.length}`,
          ),
        ),
      )
      const whole = text(signed)
      const xref = `xref\n${ref.objectNumber} 1\n${String(at + 1).padStart(10, '0')} 00000 n \n`
      const { root, context } = readPdf(signed)
      return bytes(
        `${whole}\n${xref}trailer\n<</Size ${context.largestObjectNumber + 1} /Prev ${endOf(signed)} /Root ${root.toString()}>>\nstartxref\n${whole.length + 1}\n%%EOF\n`,
      )
    },
  ],
]

/**
 * Where we say more than pyHanko: it reads what is referred to, while readers that repair a file show what lies behind its
 * end; and it lets forms be filled in after a signature, which is not what was signed.
 */
const stricter = ['objects without cross-references', 'a field that shows something else']

async function verdict(pdf: Uint8Array): Promise<string> {
  let found: FoundSignature[]
  try {
    found = await verifyPdf(pdf, trust)
  } catch (error) {
    return `unreadable ${(error as Error).message}`
  }
  const [first] = found
  return first
    ? (first.fault ?? `intact ${first.after}${first.after === 'changes' ? '' : ` ${first.level}`}`)
    : 'none'
}

describe('what becomes of a signature', () => {
  const files: Uint8Array[] = []
  const said: string[] = []
  let judged: Judged[] = []
  beforeAll(async () => {
    const signed = await ours.signed(await contract())
    const archived = await ours.archived(await contract())
    for (const [, , make] of [...kept, ...attacks]) {
      const pdf = await make(signed, archived)
      files.push(pdf)
      said.push(await verdict(pdf))
    }
    judged = await ours.judge(files)
  }, 240_000)

  it.each([...kept, ...attacks].map(([name, expected], index) => ({ name, expected, index })))(
    '$name: $expected',
    ({ name, expected, index }) => {
      expect(said[index]).toContain(expected)
      const isGood = index < kept.length || stricter.includes(name)
      const { pyhanko, dss } = judged[index]!
      expect(pyhanko[0] === 'VALID').toBe(isGood)
      if (expected === 'malformed' || expected === 'broken')
        expect(dss.join()).not.toMatch(/PASSED|INDETERMINATE/)
    },
  )
})

it('behind a certification that allows none, a further signature is a change, and a time stamp is not', async () => {
  const plain = await contract()
  const after = async (later: Uint8Array) => {
    const files = [readPdf(plain), readPdf(later)] as const
    for (const { catalog, context } of files) {
      const TransformParams = { Type: 'TransformParams', P: 1, V: '1.2' }
      const certification = { Type: 'Sig', Reference: [{ TransformMethod: 'DocMDP', TransformParams }] }
      catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: certification }))
    }
    return changesBetween(...files)
  }
  expect(await after(await ours.signed(plain))).toBe('changes')
  expect(await after(await stampPdf(plain, ours.stamp))).toBe('signatures')
})

it('what another program signed is good too, and stays so when ours signs after it', async () => {
  const { folder } = ours
  const by = ['--key', 'signer.key', '--cert', 'signer.pem', '--chain', 'issuing.pem', '--no-pass']
  const pyhanko = (field: string, from: string, to: string) =>
    execFileSync(
      process.env.PYHANKO!,
      ['sign', 'addsig', '--use-pades', '--field', field, 'pemder', ...by, from, to],
      { cwd: folder, stdio: 'pipe' },
    )
  const plain = await PDFDocument.create()
  plain.addPage()
  writeFileSync(join(folder, 'plain.pdf'), await plain.save())
  pyhanko('Hidden', 'plain.pdf', 'one.pdf')
  pyhanko('1/50,50,200,150/Seen', 'one.pdf', 'two.pdf')
  const archived = await ours.archived(readFileSync(join(folder, 'two.pdf')))
  const found = await verifyPdf(archived, trust)
  expect(found.map(({ field, fault, after, level }) => [field, fault, after, level])).toEqual([
    ['Hidden', undefined, 'marks', 'B-B'],
    ['Seen', undefined, 'signatures', 'B-B'],
    ['Signature1', undefined, 'signatures', 'B-LTA'],
    ['Signature2', undefined, 'nothing', undefined],
  ])
}, 60_000)
