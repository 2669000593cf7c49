import { createHash } from 'node:crypto'
import {
  IncrementalDocumentSnapshot,
  PDFDict,
  PDFHexString,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
  PDFStreamWriter,
  PDFString,
  PDFWriter,
  PngEmbedder,
} from '@cantoo/pdf-lib'
import type { SealPlace } from '../domain/authorisation.ts'
import { assembleSignedData, prepareSignedAttributes } from '../pki/cms.ts'
import {
  allowsNoSignature,
  arrayIn,
  dictIn,
  type PdfFault,
  type PdfFile,
  type PdfPage,
  PdfRefused,
  readPdf,
  signatureFields,
  textIn,
} from './pdf-file.ts'

// PAdES baseline signatures (ETSI EN 319 142-1): B-T, then B-LT, then B-LTA, each an incremental update that leaves the
// bytes before it as they were, so that earlier signatures stay valid (ISO 32000-2, 7.5.6).

const DATA = '1.2.840.113549.1.7.1'
/** What is reserved for a signature or a time stamp with its certificates, in bytes. */
const RESERVED = 16 * 1024
const RANGE = '0 9999999999 9999999999 9999999999'
/** Flags of a form that has signatures and is only appended to; of an annotation that is printed and locked. */
const SIGNATURES_EXIST = 3
const PRINTED_LOCKED = 132
/** A seal across more pages than these would be in strips that nobody can see. */
const MOST_STRIPS = 20

const name = (value: string) => PDFName.of(value)

/** Gives a time stamp (RFC 3161, the token without its status; DER) over data. */
export type Stamp = (data: Uint8Array) => Promise<Uint8Array>

export interface PdfSigner {
  /** DER. */
  certificate: Uint8Array
  /** Those above it, without the root. */
  chain: readonly Uint8Array[]
  /** Signs by the key of the certificate. */
  sign: (data: Uint8Array) => Promise<Uint8Array>
}

/** What shows a signature: one picture, at one place or at several. */
export interface Appearance {
  /** PNG. */
  picture: Uint8Array
  places: readonly SealPlace[]
}

export interface PageSize {
  /** As it is seen, in points. */
  width: number
  height: number
}

const sizeOf = ({ box: [left, bottom, right, top], turned, unit }: PdfPage): PageSize => {
  const [across, up] = [(right - left) * unit, (top - bottom) * unit]
  return turned % 180 === 0 ? { width: across, height: up } : { width: up, height: across }
}

/**
 * 骑缝章: a seal cut into strips at the right edge of all pages, anew after every 20 of them.
 * @param seal its size, and the middle of it from the upper edge as a part of the height of the page (0 to 1)
 */
export function acrossPages(
  pages: readonly PageSize[],
  seal: { width: number; height: number; middle: number },
): SealPlace[] {
  const groups = Math.ceil(pages.length / MOST_STRIPS)
  const most = Math.ceil(pages.length / groups)
  return pages.map((size, page) => {
    const first = page - (page % most)
    const of = Math.min(most, pages.length - first)
    const width = seal.width / of
    const y = Math.min(Math.max(seal.middle * size.height - seal.height / 2, 0), size.height - seal.height)
    return { page, x: size.width - width, y, width, height: seal.height, strip: { index: page - first, of } }
  })
}

/** @throws PdfRefused. */
function open(pdf: Uint8Array): PdfFile {
  const file = readPdf(pdf)
  if (allowsNoSignature(file)) throw new PdfRefused('certified')
  if (dictIn(file.catalog, 'AcroForm')?.has(name('XFA'))) throw new PdfRefused('dynamicForm')
  return file
}

/**
 * Looks whether a document can be signed, before anyone is asked to: the sizes of its pages as they are seen, or what is
 * in the way. What it takes is bounded (`pdfLimits`).
 */
export function inspectPdf(pdf: Uint8Array): { pages: PageSize[] } | { fault: PdfFault } {
  try {
    return { pages: open(pdf).pages.map(sizeOf) }
  } catch (error) {
    if (error instanceof PdfRefused) return { fault: error.fault }
    throw error
  }
}

/** Lets changes be made to a document; `end` appends them, in the form that its newest cross-reference has (7.5.8.1). */
function update(file: PdfFile) {
  const { context, bytes, crossReference } = file
  const snapshot = new IncrementalDocumentSnapshot(
    context.largestObjectNumber,
    new Set(),
    bytes.length,
    crossReference.at,
    context,
  )
  context.snapshot = snapshot
  return {
    /** Puts a value into a dictionary that is an object of its own. */
    set(ref: PDFRef, key: string, value: PDFObject) {
      const dict = context.lookup(ref, PDFDict)
      dict.set(name(key), value)
      snapshot.markRefForSave(ref)
    },
    async end(): Promise<Buffer> {
      const Writer = crossReference.isStream ? PDFStreamWriter : PDFWriter
      const added = await Writer.forContextWithSnapshot(context, Infinity, snapshot).serializeToBuffer()
      return Buffer.concat([bytes, added])
    },
  }
}
type Update = ReturnType<typeof update>

/** Where a place as it is seen lies in the page's own space, and the turn that makes it upright there. */
function onPage({ box: [left, bottom, right, top], turned, unit }: PdfPage, place: SealPlace) {
  const [x, y, width, height] = [place.x, place.y, place.width, place.height].map(
    (value) => value / unit,
  ) as [number, number, number, number]
  const corners = (x1: number, y1: number, x2: number, y2: number) => [x1, y1, x2, y2]
  if (turned === 90)
    return { rect: corners(left + y, bottom + x, left + y + height, bottom + x + width), turn: [0, 1, -1, 0] }
  if (turned === 180)
    return {
      rect: corners(right - x - width, bottom + y, right - x, bottom + y + height),
      turn: [-1, 0, 0, -1],
    }
  if (turned === 270)
    return { rect: corners(right - y - height, top - x - width, right - y, top - x), turn: [0, -1, 1, 0] }
  return { rect: corners(left + x, top - y - height, left + x + width, top - y), turn: [1, 0, 0, 1] }
}

/** The widgets of a signature: one for each place, or one that is seen nowhere. */
async function widgets(file: PdfFile, appearance: Appearance | undefined) {
  const { context, pages } = file
  const common = { Type: 'Annot', Subtype: 'Widget', F: PRINTED_LOCKED }
  if (!appearance) return [{ page: pages[0]!, entries: { ...common, Rect: [0, 0, 0, 0], P: pages[0]!.ref } }]
  const image = await (await PngEmbedder.for(appearance.picture)).embedIntoContext(context)
  return appearance.places.map((place) => {
    const page = pages[place.page]
    if (!page) throw new RangeError(`there is no page ${place.page}`)
    const { rect, turn } = onPage(page, place)
    const { width, height, strip = { index: 0, of: 1 } } = place
    // As wide as the whole picture; the box lets only the strip be seen.
    const drawn = `q ${width * strip.of} 0 0 ${height} ${-width * strip.index} 0 cm /Seal Do Q`
    const look = context.stream(drawn, {
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, width, height],
      Matrix: [...turn, 0, 0],
      Resources: { XObject: { Seal: image } },
    })
    const entries = { ...common, Rect: rect, P: page.ref, AP: { N: context.register(look) } }
    return { page, entries }
  })
}

/** Adds a field with an empty signature. */
async function addField(
  file: PdfFile,
  change: Update,
  signature: Record<string, string | PDFString | PDFHexString>,
  appearance?: Appearance,
): Promise<void> {
  const { context, catalog, root } = file
  const value = context.obj({
    Filter: 'Adobe.PPKLite',
    ByteRange: [0, 9_999_999_999, 9_999_999_999, 9_999_999_999],
    Contents: PDFHexString.of('0'.repeat(2 * RESERVED)),
    ...signature,
  })
  const form = dictIn(catalog, 'AcroForm')
  const fields = arrayIn(form, 'Fields')
  const names = new Set(
    fields.map((field) => {
      const dict = context.lookup(field)
      return dict instanceof PDFDict ? textIn(dict, 'T') : undefined
    }),
  )
  let number = 1
  while (names.has(`Signature${number}`)) number++
  const field = {
    FT: 'Sig',
    T: PDFString.of(`Signature${number}`),
    // As its bytes: the library would compress a DocTimeStamp, and there would be no place to fill.
    V: context.register(PDFInvalidObject.of(Buffer.from(value.toString(), 'latin1'))),
  }
  const made = await widgets(file, appearance)
  const ref = context.nextRef()
  const kids = made.map(({ page, entries }) => {
    // A field with one widget is one dictionary with it (12.5.6.19). Poppler looks for the value in the widgets only.
    const kid = made.length === 1 ? ref : context.nextRef()
    const linked = made.length === 1 ? field : { Parent: ref, FT: field.FT, V: field.V }
    context.assign(kid, context.obj({ ...entries, ...linked }))
    change.set(page.ref, 'Annots', context.obj([...arrayIn(page.dict, 'Annots'), kid]))
    return kid
  })
  if (made.length > 1) context.assign(ref, context.obj({ ...field, Kids: kids }))
  const ours = form ? form.clone() : context.obj({})
  ours.set(name('Fields'), context.obj([...fields, ref]))
  ours.set(name('SigFlags'), PDFNumber.of(SIGNATURES_EXIST))
  const known = catalog.get(name('AcroForm'))
  // Where it is an object of its own it stays one.
  if (known instanceof PDFRef) {
    for (const [key, entry] of ours.entries()) change.set(known, key.decodeText(), entry)
  } else change.set(root, 'AcroForm', ours)
}

/** Puts a signature over everything else into the place that was left for it. @throws PdfRefused tooLarge. */
async function fill(
  pdf: Buffer,
  from: number,
  seal: (content: Uint8Array) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const begin = pdf.indexOf(`<${'0'.repeat(2 * RESERVED)}>`, from)
  const end = begin + 2 * RESERVED + 2
  const range = `0 ${begin} ${end} ${pdf.length - end}`
  pdf.write(range.padEnd(RANGE.length), pdf.indexOf(RANGE, from), 'latin1')
  const sealed = await seal(Buffer.concat([pdf.subarray(0, begin), pdf.subarray(end)]))
  if (sealed.length > RESERVED) throw new PdfRefused('tooLarge')
  pdf.write(Buffer.from(sealed).toString('hex'), begin + 1, 'latin1')
  return pdf
}

/** What is signed: by whom, when it was as they say, and what shows it on the pages. */
export interface Signing {
  signer: PdfSigner
  stamp: Stamp
  at: Date
  reason?: string
  appearance?: Appearance
}

/**
 * Signs a PDF with a time stamp over the signature (PAdES B-T).
 * @throws PdfRefused for one that `inspectPdf` has a fault of; RangeError for a page that there is none of.
 */
export async function signPdf(pdf: Uint8Array, signing: Signing): Promise<Uint8Array> {
  const { signer, stamp, at, reason, appearance } = signing
  const file = open(pdf)
  const change = update(file)
  const entries = {
    Type: 'Sig',
    SubFilter: 'ETSI.CAdES.detached',
    M: PDFString.fromDate(at),
    ...(reason && { Reason: PDFHexString.fromText(reason) }),
  }
  await addField(file, change, entries, appearance)
  return fill(await change.end(), pdf.length, async (content) => {
    const { certificate, chain } = signer
    const attributes = prepareSignedAttributes({ contentType: DATA, content, certificate })
    const signature = await signer.sign(attributes)
    const enclosed = [certificate, ...chain]
    const stamped = await stamp(signature)
    return assembleSignedData({ contentType: DATA, attributes, signature, certificate, enclosed, stamped })
  })
}

/** What it takes to verify signatures when nobody can be asked any more (DER). */
export interface ValidationData {
  certificates: readonly Uint8Array[]
  ocsps: readonly Uint8Array[]
  crls: readonly Uint8Array[]
}

const digest = (algorithm: string, value: Uint8Array) => createHash(algorithm).update(value).digest('hex')

/**
 * Keeps what it takes to verify the signatures and time stamps in the document: Document Security Store, with a VRI for
 * each of them (PAdES B-LT; ETSI EN 319 142-1, 5.4.2). @throws PdfRefused.
 */
export async function addValidationData(pdf: Uint8Array, data: ValidationData): Promise<Uint8Array> {
  const file = open(pdf)
  const change = update(file)
  const { context, catalog, root } = file
  const known = dictIn(catalog, 'DSS')
  const kept = (key: string, values: readonly Uint8Array[]) => {
    const before = arrayIn(known, key)
    const contents = (ref: PDFObject) => {
      const stream = context.lookup(ref)
      return stream instanceof PDFRawStream ? digest('sha256', stream.contents) : ''
    }
    const refs = new Map(before.map((ref) => [contents(ref), ref]))
    const named = values.map((value) => {
      const hash = digest('sha256', value)
      const ref = refs.get(hash) ?? context.register(context.stream(value))
      refs.set(hash, ref)
      return ref
    })
    return { all: context.obj([...refs.values()]), named: context.obj(named) }
  }
  const [certificates, ocsps, crls] = [
    kept('Certs', data.certificates),
    kept('OCSPs', data.ocsps),
    kept('CRLs', data.crls),
  ] as const
  const vri = dictIn(known, 'VRI')?.clone() ?? context.obj({})
  for (const { value } of signatureFields(file)) {
    const contents = value?.lookup(name('Contents'))
    if (!(contents instanceof PDFHexString)) continue
    const key = name(digest('sha1', contents.asBytes()).toUpperCase())
    if (vri.has(key)) continue
    vri.set(key, context.obj({ Cert: certificates.named, OCSP: ocsps.named, CRL: crls.named }))
  }
  const store = { Type: 'DSS', Certs: certificates.all, OCSPs: ocsps.all, CRLs: crls.all, VRI: vri }
  change.set(root, 'DSS', context.register(context.obj(store)))
  return change.end()
}

/** A time stamp over the whole document (PAdES B-LTA, where it has its validation data). @throws PdfRefused. */
export async function stampPdf(pdf: Uint8Array, stamp: Stamp): Promise<Uint8Array> {
  const file = open(pdf)
  const change = update(file)
  await addField(file, change, { Type: 'DocTimeStamp', SubFilter: 'ETSI.RFC3161' })
  return fill(await change.end(), pdf.length, stamp)
}
