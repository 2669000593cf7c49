import { inflateSync } from 'node:zlib'
import {
  PDFArray,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  PDFParser,
  PDFRawStream,
  PDFRef,
  PDFString,
  type PDFContext,
} from '@cantoo/pdf-lib'

// Reads a PDF by its cross-references, as viewers do (ISO 32000-2, 7.5). The library's own reader takes whatever object
// comes last in the file: a file made for that shows it something else. Nothing is repaired: viewers repair differently.

/** Why a document cannot be read or signed. */
export type PdfFault =
  | 'encrypted'
  /** Cross-references or objects are not what they say, or there is something behind the end. */
  | 'damaged'
  | 'tooLarge'
  /** Whoever certified or locked it allows no further signature. */
  | 'certified'
  /** An XFA form: what it shows is made by the viewer, and is not the pages. */
  | 'dynamicForm'
export class PdfRefused extends Error {
  readonly fault: PdfFault
  constructor(fault: PdfFault, cause?: unknown) {
    super(`the PDF cannot be taken: ${fault}`, { cause })
    this.fault = fault
  }
}

/** The most that a document may have: bytes, pages, objects, updates. */
export const pdfLimits = { bytes: 50 * 1024 * 1024, pages: 2000 } as const
const MOST_OBJECTS = 500_000
const MOST_SECTIONS = 2000
const MOST_UNPACKED = 128 * 1024 * 1024
/** What comes last is looked for there (ISO 32000-2, 7.5.5). */
const END = 1024
const DEEPEST_TREE = 50
/** Of a number in a stream of cross-references, in bytes. */
const WIDEST = 8
const NO_CHANGES = 1

const bytesOf = (keyword: string) => [...Buffer.from(keyword, 'latin1')]
const XREF = bytesOf('xref')
const TRAILER = bytesOf('trailer')
const OBJ = bytesOf('obj')
const ENDOBJ = bytesOf('endobj')
const STREAM = bytesOf('stream')
const ENDSTREAM = bytesOf('endstream')
const [CR, LF] = [13, 10]
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57

/** Where an object is: at a place in the file, within an object stream, or nowhere. */
type Entry = { at: number; generation: number } | { within: number; index: number } | 'free'
type Section = Map<number, Entry>

const name = (value: string) => PDFName.of(value)
/** A whole number in a dictionary, if it has one there. */
export const numberIn = (dict: PDFDict, key: string): number | undefined => {
  const value = dict.lookup(name(key))
  return value instanceof PDFNumber ? value.asNumber() : undefined
}
export const dictIn = (dict: PDFDict | undefined, key: string): PDFDict | undefined => {
  const value = dict?.lookup(name(key))
  return value instanceof PDFDict ? value : undefined
}
export const arrayIn = (dict: PDFDict | undefined, key: string): PDFObject[] => {
  const value = dict?.lookup(name(key))
  return value instanceof PDFArray ? value.asArray() : []
}
export const nameIn = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(name(key))
  return value instanceof PDFName ? value.decodeText() : undefined
}
export const textIn = (dict: PDFDict, key: string): string | undefined => {
  const value = dict.lookup(name(key))
  return value instanceof PDFString || value instanceof PDFHexString ? value.decodeText() : undefined
}

function requires(condition: unknown): asserts condition {
  if (!condition) throw new PdfRefused('damaged')
}

/** Undoes the PNG predictors (RFC 2083, 6), which cross-reference streams mostly have. */
function withoutPredictor(data: Buffer, width: number): Buffer {
  requires(width > 0 && data.length % (width + 1) === 0)
  const rows = data.length / (width + 1)
  const plain = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row++) {
    const filter = data[row * (width + 1)]!
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      const left = column > 0 ? plain[at - 1]! : 0
      const up = row > 0 ? plain[at - width]! : 0
      const corner = column > 0 && row > 0 ? plain[at - width - 1]! : 0
      const nearest = [left, up, corner].toSorted(
        (one, other) => Math.abs(left + up - corner - one) - Math.abs(left + up - corner - other),
      )[0]!
      const guess = [0, left, up, (left + up) >> 1, nearest][filter]
      requires(guess !== undefined)
      plain[at] = data[row * (width + 1) + 1 + column]! + guess
    }
  }
  return plain
}

/** What a stream holds that the structure of the file is in. */
function unpacked({ dict, contents }: PDFRawStream, most: number): Buffer {
  const filters = dict.lookup(name('Filter'))
  const filter = filters instanceof PDFArray && filters.size() === 1 ? filters.lookup(0) : filters
  if (filter === undefined) return Buffer.from(contents)
  requires(filter === name('FlateDecode'))
  const data = inflateSync(contents, { maxOutputLength: most })
  const given = dict.lookup(name('DecodeParms'))
  const parameters = given instanceof PDFArray ? given.lookup(0) : given
  if (!(parameters instanceof PDFDict) || (numberIn(parameters, 'Predictor') ?? 1) === 1) return data
  requires((numberIn(parameters, 'Predictor') ?? 1) >= 10)
  return withoutPredictor(data, numberIn(parameters, 'Columns') ?? 1)
}

class Reader extends PDFParser {
  private readonly pdf: Buffer
  private readonly entries: Section = new Map()
  private left: number
  private leftUnpacked = MOST_UNPACKED
  /** The newest, and the dictionary of it. */
  readonly newest: { at: number; isStream: boolean; trailer: PDFDict }

  constructor(pdf: Uint8Array) {
    super(pdf)
    this.pdf = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
    // Objects that lie in each other would be read again and again.
    this.left = 2 * pdf.length
    requires(this.pdf.subarray(0, 5).toString('latin1') === '%PDF-')
    const end = this.pdf.subarray(-END).toString('latin1')
    const at = Number(/startxref\s+(\d+)\s+%%EOF[\s\0]*$/.exec(end)?.[1])
    this.newest = { at, ...this.readSections(at) }
    if (this.newest.trailer.has(name('Encrypt'))) throw new PdfRefused('encrypted')
    const [Root, Info, ID] = ['Root', 'Info', 'ID'].map((key) => this.newest.trailer.get(name(key)))
    this.context.trailerInfo = { Root, Info, ID }
    for (const [number, entry] of this.entries) if (typeof entry === 'object') this.read(number, entry)
    const size = numberIn(this.newest.trailer, 'Size') ?? 0
    this.context.largestObjectNumber = Math.max(this.context.largestObjectNumber, size - 1)
  }

  get document(): PDFContext {
    return this.context
  }

  /** All cross-references, the newest first: what a newer one says holds. */
  private readSections(newest: number) {
    const seen = new Set<number>()
    let first
    let told = 0
    for (let at: number | undefined = newest; at !== undefined;) {
      requires(!seen.has(at) && seen.size < MOST_SECTIONS)
      seen.add(at)
      const { section, ...read } = this.readSection(at)
      first ??= read
      told += section.size
      requires(told <= MOST_OBJECTS)
      for (const [number, entry] of section) if (!this.entries.has(number)) this.entries.set(number, entry)
      at = numberIn(read.trailer, 'Prev')
    }
    return first!
  }

  private readSection(at: number): { section: Section; trailer: PDFDict; isStream: boolean } {
    requires(Number.isSafeInteger(at) && at > 0 && at < this.pdf.length)
    this.bytes.moveTo(at)
    this.skipWhitespace()
    if (!this.matchKeyword(XREF)) return { ...this.readStream(), isStream: true }
    const section = this.readTable()
    requires(this.matchKeyword(TRAILER))
    this.skipWhitespaceAndComments()
    const trailer = this.parseDict()
    const hybrid = numberIn(trailer, 'XRefStm')
    if (hybrid !== undefined) {
      requires(hybrid > 0 && hybrid < this.pdf.length)
      this.bytes.moveTo(hybrid)
      // ISO 32000-2, 7.5.8.4: of what the table calls free.
      for (const [number, entry] of this.readStream().section)
        if ((section.get(number) ?? 'free') === 'free') section.set(number, entry)
    }
    return { section, trailer, isStream: false }
  }

  private readTable(): Section {
    const section: Section = new Map()
    this.skipWhitespace()
    while (isDigit(this.bytes.peek())) {
      const first = this.parseRawInt()
      this.skipWhitespace()
      const count = this.parseRawInt()
      requires(count <= MOST_OBJECTS)
      for (let number = first; number < first + count; number++) {
        this.skipWhitespace()
        const at = this.parseRawInt()
        this.skipWhitespace()
        const generation = this.parseRawInt()
        this.skipWhitespace()
        const kind = String.fromCharCode(this.bytes.next())
        requires(kind === 'n' || kind === 'f')
        section.set(number, kind === 'n' && at > 0 ? { at, generation } : 'free')
      }
      this.skipWhitespace()
    }
    return section
  }

  private readStream(): { section: Section; trailer: PDFDict } {
    const [, stream] = this.parseNumbered()
    requires(stream instanceof PDFRawStream && nameIn(stream.dict, 'Type') === 'XRef')
    const data = unpacked(stream, this.leftUnpacked)
    this.leftUnpacked -= data.length
    const numbers = (key: string) =>
      arrayIn(stream.dict, key).map((value) => (value instanceof PDFNumber ? value.asNumber() : NaN))
    const [w1, w2, w3] = numbers('W') as [number, number, number]
    const width = w1 + w2 + w3
    requires(width > 0 && [w1, w2, w3].every((w) => w >= 0 && w <= WIDEST))
    const index = stream.dict.has(name('Index')) ? numbers('Index') : [0, numberIn(stream.dict, 'Size') ?? 0]
    const section: Section = new Map()
    let at = 0
    const field = (w: number) => data.subarray(at, (at += w)).reduce((sum, byte) => 256 * sum + byte, 0)
    for (let part = 0; part + 1 < index.length; part += 2) {
      const [first, count] = [index[part]!, index[part + 1]!]
      requires(at + count * width <= data.length)
      for (let number = first; number < first + count; number++) {
        const type = w1 === 0 ? 1 : field(w1)
        const [second, third] = [field(w2), field(w3)]
        const entry: Entry =
          type === 1 && second > 0
            ? { at: second, generation: third }
            : type === 2
              ? { within: second, index: third }
              : 'free'
        section.set(number, entry)
      }
    }
    return { section, trailer: stream.dict }
  }

  /** The object at the place where the reader is, with its number. */
  private parseNumbered(): [PDFRef, PDFObject] {
    const begin = this.bytes.offset()
    this.skipWhitespace()
    const number = this.parseRawInt()
    this.skipWhitespace()
    const generation = this.parseRawInt()
    this.skipWhitespace()
    requires(this.matchKeyword(OBJ))
    const object = this.parseObject()
    this.skipWhitespaceAndComments()
    requires(this.matchKeyword(ENDOBJ))
    this.left -= this.bytes.offset() - begin
    requires(this.left >= 0)
    return [PDFRef.of(number, generation), object]
  }

  /** Reads an object, and what is in it where it is a stream of objects, unless it is known. */
  private read(number: number, entry: Exclude<Entry, 'free'>): PDFObject | undefined {
    if ('within' in entry) return this.readPacked(entry.within)
    const ref = PDFRef.of(number, entry.generation)
    const known = this.context.lookup(ref)
    if (known) return known
    requires(entry.at < this.pdf.length)
    const before = this.bytes.offset()
    this.bytes.moveTo(entry.at)
    const [found, object] = this.parseNumbered()
    this.bytes.moveTo(before)
    requires(found === ref)
    this.context.assign(ref, object)
    return object
  }

  private readonly packed = new Set<number>()
  private readPacked(container: number): undefined {
    if (this.packed.has(container)) return
    this.packed.add(container)
    const entry = this.entries.get(container)
    requires(entry !== undefined && entry !== 'free' && !('within' in entry))
    const stream = this.read(container, entry)
    requires(stream instanceof PDFRawStream && nameIn(stream.dict, 'Type') === 'ObjStm')
    const data = unpacked(stream, this.leftUnpacked)
    this.leftUnpacked -= data.length
    const first = numberIn(stream.dict, 'First') ?? 0
    const head = data.subarray(0, first).toString('latin1').trim().split(/\s+/).map(Number)
    const count = numberIn(stream.dict, 'N') ?? 0
    requires(head.length >= 2 * count)
    for (let index = 0; index < count; index++) {
      const [number, offset] = [head[2 * index]!, head[2 * index + 1]!]
      const held = this.entries.get(number)
      // An older update's stream may hold what a newer one has replaced.
      if (typeof held !== 'object' || !('within' in held)) continue
      if (held.within !== container || held.index !== index) continue
      // In their order (7.5.7), so none lies in another.
      const next = index + 1 < count ? first + head[2 * index + 3]! : data.length
      requires(first + offset <= next && next <= data.length)
      const parser = PDFObjectParser.forBytes(data.subarray(first + offset, next), this.context)
      const object = parser.parseObject()
      requires(!(object instanceof PDFRawStream))
      this.context.assign(PDFRef.of(number), object)
    }
  }

  /** As long as it says: the library guesses where a length is an object of its own. */
  protected override parseDictOrStream(): PDFDict | PDFRawStream {
    const dict = this.parseDict()
    const after = this.bytes.offset()
    this.skipWhitespaceAndComments()
    if (!this.matchKeyword(STREAM)) {
      this.bytes.moveTo(after)
      return dict
    }
    if (this.bytes.peek() === CR) this.bytes.next()
    requires(this.bytes.next() === LF)
    const begin = this.bytes.offset()
    let length = dict.get(name('Length'))
    if (length instanceof PDFRef) {
      const entry = this.entries.get(length.objectNumber)
      requires(entry !== undefined && entry !== 'free')
      this.read(length.objectNumber, entry)
      length = this.context.lookup(length)
    }
    requires(length instanceof PDFNumber)
    const end = begin + length.asNumber()
    requires(end >= begin && end <= this.pdf.length)
    this.bytes.moveTo(end)
    this.skipWhitespace()
    requires(this.matchKeyword(ENDSTREAM))
    return PDFRawStream.of(dict, this.pdf.subarray(begin, end))
  }
}

export interface PdfPage {
  ref: PDFRef
  dict: PDFDict
  /** What is shown of it, in the units of its own space: left, bottom, right, top. */
  box: readonly [number, number, number, number]
  /** How it is turned when it is shown, clockwise: 0, 90, 180 or 270. */
  turned: number
  /** Points in one unit of its space (ISO 32000-2, table 31). */
  unit: number
}

export interface PdfFile {
  bytes: Uint8Array
  context: PDFContext
  root: PDFRef
  catalog: PDFDict
  pages: PdfPage[]
  /** The newest cross-reference: where, and whether it is a stream. */
  crossReference: { at: number; isStream: boolean }
}

type Box = PdfPage['box']
function boxIn(dict: PDFDict, key: string): Box | undefined {
  const numbers = arrayIn(dict, key).map((value) => {
    const found = dict.context.lookup(value)
    return found instanceof PDFNumber ? found.asNumber() : NaN
  })
  if (numbers.length !== 4 || numbers.some(Number.isNaN)) return undefined
  const [x1, y1, x2, y2] = numbers as [number, number, number, number]
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)]
}

const within = (inner: Box, outer: Box): Box => [
  Math.max(inner[0], outer[0]),
  Math.max(inner[1], outer[1]),
  Math.min(inner[2], outer[2]),
  Math.min(inner[3], outer[3]),
]

/** The pages in their order; what they inherit is looked for above them (ISO 32000-2, 7.7.3). */
function readPages(catalog: PDFDict): PdfPage[] {
  const pages: PdfPage[] = []
  const seen = new Set<PDFRef>()
  const { context } = catalog
  interface Inherited {
    media?: Box
    crop?: Box
    turned: number
  }
  const walk = (ref: PDFObject | undefined, above: Inherited, depth: number) => {
    requires(ref instanceof PDFRef && !seen.has(ref) && depth < DEEPEST_TREE)
    seen.add(ref)
    const dict = context.lookup(ref)
    requires(dict instanceof PDFDict)
    const here = {
      media: boxIn(dict, 'MediaBox') ?? above.media,
      crop: boxIn(dict, 'CropBox') ?? above.crop,
      turned: numberIn(dict, 'Rotate') ?? above.turned,
    } as Inherited
    if (dict.has(name('Kids'))) {
      for (const kid of arrayIn(dict, 'Kids')) walk(kid, here, depth + 1)
      return
    }
    requires(here.media && here.turned % 90 === 0)
    if (pages.length >= pdfLimits.pages) throw new PdfRefused('tooLarge')
    const box = here.crop ? within(here.crop, here.media) : here.media
    requires(box[2] > box[0] && box[3] > box[1])
    const turned = ((here.turned % 360) + 360) % 360
    pages.push({ ref, dict, box, turned, unit: numberIn(dict, 'UserUnit') ?? 1 })
  }
  walk(catalog.get(name('Pages')), { turned: 0 }, 0)
  requires(pages.length > 0)
  return pages
}

/** @throws PdfRefused encrypted, damaged, tooLarge. */
export function readPdf(bytes: Uint8Array): PdfFile {
  if (bytes.length > pdfLimits.bytes) throw new PdfRefused('tooLarge')
  try {
    const { document: context, newest } = new Reader(bytes)
    const root = newest.trailer.get(name('Root'))
    requires(root instanceof PDFRef)
    const catalog = context.lookup(root)
    requires(catalog instanceof PDFDict)
    const { at, isStream } = newest
    return { bytes, context, root, catalog, pages: readPages(catalog), crossReference: { at, isStream } }
  } catch (error) {
    // The parsers throw their own.
    throw error instanceof PdfRefused ? error : new PdfRefused('damaged', error)
  }
}

/** A field of the form that is for a signature; `value` is what was signed, where it was. */
export interface SignatureField {
  /** With the names of those above it. */
  name: string
  ref: PDFRef | undefined
  dict: PDFDict
  value: PDFDict | undefined
}

/** All fields for signatures, in the order of the form. */
export function signatureFields({ catalog, context }: PdfFile): SignatureField[] {
  const found: SignatureField[] = []
  const seen = new Set<PDFObject>()
  const walk = (object: PDFObject, above: { name: string; type?: string }, depth: number) => {
    if (seen.has(object) || depth > DEEPEST_TREE) return
    seen.add(object)
    const dict = context.lookup(object)
    if (!(dict instanceof PDFDict)) return
    const own = textIn(dict, 'T')
    const type = nameIn(dict, 'FT') ?? above.type
    const path = own === undefined ? above.name : above.name ? `${above.name}.${own}` : own
    const here = { name: path, ...(type !== undefined && { type }) }
    const kids = arrayIn(dict, 'Kids')
    // Widgets are no fields: they have no name of their own.
    const fields = kids.filter((kid) => {
      const one = context.lookup(kid)
      return one instanceof PDFDict && one.has(name('T'))
    })
    for (const kid of fields) walk(kid, here, depth + 1)
    if (fields.length > 0 || type !== 'Sig') return
    const ref = object instanceof PDFRef ? object : undefined
    found.push({ name: path, ref, dict, value: dictIn(dict, 'V') })
  }
  for (const field of arrayIn(dictIn(catalog, 'AcroForm'), 'Fields')) walk(field, { name: '' }, 0)
  return found
}

/** Whether whoever certified or locked the document allows no further signature (ISO 32000-2, 12.8.2.2, 12.8.2.4). */
export function allowsNoSignature(file: PdfFile): boolean {
  const certified = dictIn(dictIn(file.catalog, 'Perms'), 'DocMDP')
  const signed = signatureFields(file).filter(({ value }) => value)
  const values = [...(certified ? [certified] : []), ...signed.map(({ value }) => value!)]
  const closes = values
    .flatMap((value) => arrayIn(value, 'Reference'))
    .some((entry) => {
      const reference = file.context.lookup(entry)
      if (!(reference instanceof PDFDict)) return false
      const parameters = dictIn(reference, 'TransformParams')
      const method = nameIn(reference, 'TransformMethod')
      if (method === 'DocMDP') return parameters && numberIn(parameters, 'P') === NO_CHANGES
      // All fields, or all but some: ours would be one of them.
      return method === 'FieldMDP' && parameters && nameIn(parameters, 'Action') !== 'Include'
    })
  const locks = signed.some(({ dict }) => {
    const lock = dictIn(dict, 'Lock')
    return lock && numberIn(lock, 'P') === NO_CHANGES
  })
  return closes || locks
}
