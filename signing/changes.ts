import { PDFArray, PDFDict, PDFName, PDFNull, type PDFObject, PDFRawStream, PDFRef } from '@cantoo/pdf-lib'
import { allowsNoSignature, arrayIn, dictIn, nameIn, type PdfFile, signatureFields } from './pdf-file.ts'

// What became of a document after it was signed: both states are walked from their roots side by side, so that it does
// not matter by which trick an object came to be another one, was hidden, or was put in the place of another.

/** What may be in a document beside what is seen: how long signatures can be verified, and what the document is called. */
const beside = {
  catalog: ['DSS', 'Extensions', 'Version', 'Metadata'],
  form: ['SigFlags'],
  /** Of a field that was there to be signed. */
  signing: ['V', 'AP', 'F'],
}
/** What a form may have that came with the first signature. */
const formKeys = new Set(['Fields', 'SigFlags', 'DA', 'DR'])

type Compared = [before: PDFObject | undefined, after: PDFObject | undefined]

/** Those after the first `count`, if there are that many. */
const added = (list: readonly PDFObject[], count: number) => list.slice(count)

/** Whether a widget has a place where it can be seen. */
function isSeen(widget: PDFDict): boolean {
  const [x1, y1, x2, y2] = arrayIn(widget, 'Rect').map(String)
  return x1 !== x2 && y1 !== y2
}

/**
 * What was changed from `before` to `after`: nothing but signatures, time stamps and what it takes to verify them; or such
 * that also put marks on pages, which may cover what is there; or something else.
 */
export function changesBetween(before: PdfFile, after: PdfFile): 'signatures' | 'marks' | 'changes' {
  const oldForm = dictIn(before.catalog, 'AcroForm')
  const newForm = dictIn(after.catalog, 'AcroForm')
  const oldFields = arrayIn(oldForm, 'Fields')
  const newFields = added(arrayIn(newForm, 'Fields'), oldFields.length)
  const signed = signatureFields(after).filter(({ value }) => value)
  const mayOnlyStamp = allowsNoSignature(before)

  /** The widgets of fields that are new and signed: all that may come onto a page. */
  const widgets = new Set<PDFObject>()
  let marks = false
  for (const field of newFields) {
    const found = signed.find(({ ref }) => ref === field)
    if (!found || (mayOnlyStamp && nameIn(found.value!, 'Type') !== 'DocTimeStamp')) return 'changes'
    for (const widget of [field, ...arrayIn(found.dict, 'Kids')]) {
      const dict = after.context.lookup(widget)
      if (!(dict instanceof PDFDict) || dict.has(PDFName.of('A')) || dict.has(PDFName.of('AA')))
        return 'changes'
      widgets.add(widget)
      if (isSeen(dict)) marks = true
    }
  }
  if (!oldForm && newForm?.keys().some((key) => !formKeys.has(key.decodeText()))) return 'changes'

  const oldPages = new Set<PDFObject>(before.pages.map(({ dict }) => dict))
  const awaiting = new Set<PDFObject>(
    mayOnlyStamp ? [] : signatureFields(before).flatMap(({ dict, value }) => (value ? [] : [dict])),
  )
  const seen = new Set<string>()
  const left: Compared[] = [[before.root, after.root]]

  const without = (dict: PDFDict, keys: readonly string[]) =>
    new Map(dict.entries().filter(([key]) => !keys.includes(key.decodeText())))

  /** Puts both dictionaries' values beside each other. */
  function pair(one: PDFDict, other: PDFDict, passed: readonly string[] = []) {
    const [olds, news] = [without(one, passed), without(other, passed)]
    for (const key of new Set([...olds.keys(), ...news.keys()])) left.push([olds.get(key), news.get(key)])
  }
  /** Puts the values of a list that was only added to beside each other; false where it was not. */
  function pairGrown(
    one: PDFDict,
    other: PDFDict,
    key: string,
    mayBe: (item: PDFObject) => boolean,
  ): boolean {
    const [olds, news] = [arrayIn(one, key), arrayIn(other, key)]
    olds.forEach((old, index) => left.push([old, news[index]]))
    return news.length >= olds.length && added(news, olds.length).every(mayBe)
  }

  while (left.length > 0) {
    const [one, other] = left.pop()!
    if (one instanceof PDFRef && other instanceof PDFRef) {
      const both = `${one.tag}|${other.tag}`
      if (seen.has(both)) continue
      seen.add(both)
    }
    const old = before.context.lookup(one) ?? PDFNull
    const now = after.context.lookup(other) ?? PDFNull
    if (old instanceof PDFDict && now instanceof PDFDict) {
      if (old === before.catalog) {
        pair(old, now, [...beside.catalog, 'AcroForm'])
        if (oldForm) left.push([oldForm, newForm])
      } else if (old === oldForm) {
        pair(old, now, [...beside.form, 'Fields'])
        if (!pairGrown(old, now, 'Fields', (field) => newFields.includes(field))) return 'changes'
      } else if (oldPages.has(old)) {
        pair(old, now, ['Annots'])
        if (!pairGrown(old, now, 'Annots', (widget) => widgets.has(widget))) return 'changes'
      } else {
        const isSigned = awaiting.has(old) && now.has(PDFName.of('V'))
        if (isSigned && isSeen(now)) marks = true
        pair(old, now, isSigned ? beside.signing : [])
      }
    } else if (old instanceof PDFArray && now instanceof PDFArray) {
      const [olds, news] = [old.asArray(), now.asArray()]
      if (olds.length !== news.length) return 'changes'
      olds.forEach((item, index) => left.push([item, news[index]]))
    } else if (old instanceof PDFRawStream && now instanceof PDFRawStream) {
      if (Buffer.compare(old.contents, now.contents) !== 0) return 'changes'
      pair(old.dict, now.dict)
    } else if (old.constructor !== now.constructor || old.toString() !== now.toString()) return 'changes'
  }
  return marks ? 'marks' : 'signatures'
}
