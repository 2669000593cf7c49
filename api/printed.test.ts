import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { courierLabel } from './ops/courier-label.ts'
import { isPrintable } from '../signing/fonts.ts'
import { typeset } from '../signing/printing/typeset.ts'

// What is printed, as poppler draws it.

const folder = mkdtempSync(join(tmpdir(), 'yinxin-printed-'))
const DPI = 144
/** No printer draws nearer to the edge of the paper: 4 mm, in points. */
const EDGE = 11
const pdf = join(folder, 'sheet.pdf')

const letter = (name: string, organisation = '示例科技（北京）有限公司') => {
  const uscc = '91350100M000100Y43'
  const person = { name, idNumber: '110101199003074258', phone: '13800138000' }
  const names = { organisation: { name: organisation, uscc }, legalRepresentative: { name } }
  return typeset('authorisation-letter', { no: '20261129-000001', ...names, operator: person })
}

const label = (name: string, words: string) =>
  courierLabel({
    no: '20261129-000001',
    waybillNo: 'SF1234567890123',
    tokenSerial: 'A1B2C3D4E5F60718',
    holderName: words.slice(0, 64),
    sender: { name: '印信制证中心', phone: '010-00000000', address: '北京市海淀区示例路 9 号' },
    recipient: {
      name,
      phone: '13800138000',
      province: words.slice(0, 20),
      city: words.slice(0, 20),
      district: words.slice(0, 20),
      street: words.slice(0, 100),
    },
  })

interface Word {
  text: string
  left: number
  top: number
  right: number
  bottom: number
}

/** Words and where they stand, in points, and the size of the one page. */
function read(bytes: Buffer): { width: number; height: number; words: Word[] } {
  writeFileSync(pdf, bytes)
  const html = execFileSync('pdftotext', ['-bbox', pdf, '-'], { encoding: 'utf8' })
  const pages = [...html.matchAll(/<page width="([\d.]+)" height="([\d.]+)"/g)]
  expect(pages).toHaveLength(1)
  const pattern = /<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/g
  const words = [...html.matchAll(pattern)].map(([, left, top, right, bottom, text]) => ({
    text: text!,
    left: Number(left),
    top: Number(top),
    right: Number(right),
    bottom: Number(bottom),
  }))
  return { width: Number(pages[0]![1]), height: Number(pages[0]![2]), words }
}

/** Which pixels of the page have ink. */
async function ink(bytes: Buffer) {
  writeFileSync(pdf, bytes)
  execFileSync('pdftoppm', ['-r', String(DPI), '-png', '-singlefile', pdf, join(folder, 'sheet')])
  const image = sharp(join(folder, 'sheet.png')).greyscale()
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const has = (x: number, y: number) => data[y * info.width + x]! < 160
  const within = ({ left, top, right, bottom }: Omit<Word, 'text'>) => {
    let count = 0
    for (let y = Math.floor((top * DPI) / 72); y < (bottom * DPI) / 72; y++)
      for (let x = Math.floor((left * DPI) / 72); x < (right * DPI) / 72; x++) if (has(x, y)) count++
    return count
  }
  return { within, data }
}

const longest = {
  'rare Han': { name: '龘'.repeat(50), words: '𠮷'.repeat(50) },
  'a word without an end': { name: 'W'.repeat(50), words: 'W'.repeat(100) },
  Uyghur: { name: 'گۈلمىرە'.repeat(7), words: 'شىنجاڭئۇيغۇر'.repeat(9) },
  Tibetan: { name: 'བསྟན་འཛིན'.repeat(5), words: 'རྒྱ་མཚོ'.repeat(15) },
  Mongolian: { name: 'ᠮᠣᠩᠭᠣᠯ'.repeat(8), words: 'ᠮᠣᠩᠭᠣᠯ'.repeat(17) },
  Yi: { name: 'ꆈꌠꁱꂷ'.repeat(12), words: 'ꆈꌠꁱꂷ'.repeat(25) },
}

describe.each(Object.entries(longest))('with the longest %s that the form takes', (_, { name, words }) => {
  it.each([
    ['letter', () => letter(name, words.slice(0, 64))],
    ['label', () => label(name, words)],
  ])('the %s is one page, no line runs over another, nothing leaves the paper', async (_, make) => {
    const bytes = make()
    const page = read(bytes)
    const picture = await ink(bytes)
    for (const [index, word] of page.words.entries()) {
      expect(picture.within(word), `${word.text} has no ink`).toBeGreaterThan(0)
      expect(Math.min(word.left, word.top), word.text).toBeGreaterThan(EDGE)
      expect(word.right, word.text).toBeLessThan(page.width - EDGE)
      expect(word.bottom, word.text).toBeLessThan(page.height - EDGE)
      for (const other of page.words.slice(index + 1)) {
        // Ascent and descent of a font are a little more than its ink.
        const middle = ({ top, bottom }: Word) =>
          [top + (bottom - top) / 8, bottom - (bottom - top) / 8] as const
        const [a, b] = [middle(word), middle(other)]
        const over = word.left < other.right - 1 && other.left < word.right - 1 && a[0] < b[1] && b[0] < a[1]
        // Poppler cuts a line of these within its syllables.
        const oneLine = Math.abs(word.bottom - other.bottom) < 0.5
        if (oneLine && /[\p{Script=Arabic}\p{Script=Tibetan}]/u.test(word.text)) continue
        expect(over, `${word.text} runs over ${other.text}`).toBe(false)
      }
    }
    const edge = { left: 0, top: 0, right: EDGE, bottom: page.height }
    expect(picture.within(edge)).toBe(0)
    expect(picture.within({ ...edge, left: page.width - EDGE + 1, right: page.width - 0.5 })).toBe(0)
  })
})

describe('a character', () => {
  const drawn = async (character: string) => (await ink(label('某', character))).data
  const nothing = drawn('\u{2003}')
  const noGlyph = drawn('\u{10FFFD}')
  it.each(['龘', '〇', '𠮷', '𡈽', '𬭬', '𪚥', '𮯠', 'ئ', 'བ', 'ᠮ', 'ꆈ', 'é', '·'])(
    'that can be printed is drawn by a glyph of its own: %s',
    async (character) => {
      expect(isPrintable(character)).toBe(true)
      expect(Buffer.compare(await drawn(character), await noGlyph)).not.toBe(0)
      expect(Buffer.compare(await drawn(character), await nothing)).not.toBe(0)
    },
  )

  it.each(['𰀁', '💥', '\u{10FFFD}'])('that no font has is known beforehand: %s', (character) => {
    expect(isPrintable(character)).toBe(false)
  })
})
