import type { Font } from 'fontkit'
import sharp, { type Sharp } from 'sharp'
import { songFontFor } from './fonts.ts'

// Pictures of seals that we generate, in millimetres. Letters are drawn as outlines, so that a picture is the same
// wherever it is made.

/** Where what is red on paper is red on a screen. */
export const SEAL_RED = '#d9001b'
export const DOTS_PER_MM = 600 / 25.4

/**
 * Sizes in millimetres. Round: 国发〔1999〕25号 (at most 45, a star in the middle, the name around it from left to right
 * in 宋体), as most places have it for companies. Oval: 国家税务总局公告 2011 年第 7 号. Square: as is the custom.
 */
export const sealSizes = {
  organisation: { width: 42, height: 42 },
  invoice: { width: 40, height: 30 },
  person: { width: 18, height: 18 },
} as const

export type SealText =
  | { shape: 'organisation'; name: string }
  | { shape: 'invoice'; name: string; uscc: string }
  | { shape: 'person'; name: string }

export interface SealPicture {
  /** PNG, transparent where there is no ink. */
  png: Uint8Array
  /** In millimetres. */
  width: number
  height: number
}

/** Glyphs that stay together, in em: a Han character, or a letter with its marks. */
interface Cluster {
  glyphs: { outline: string; x: number; y: number; unit: number }[]
  advance: number
  /** How high it stands above the base line. */
  top: number
}

/** What is narrower than this is hard to read. */
const NARROWEST = 0.6
/** How high Han characters stand above their base line, in em. */
const ASCENT = 0.86

const isHan = (character: string) => /[\p{Script=Han}〇（）]/u.test(character)

/** Neighbours that are shaped together: of one font, and no Han. */
function runsOf(text: string): { font: Font; text: string }[] {
  const runs: { font: Font; text: string; han: boolean }[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const han = isHan(character)
    // A space is part of what it parts: words that are read from the right stay in their order.
    const font = last && !last.han && character === ' ' ? last.font : songFontFor(character)
    if (!font) throw new RangeError(`no font has a glyph for U+${character.codePointAt(0)!.toString(16)}`)
    if (last && !han && !last.han && last.font === font) last.text += character
    else runs.push({ font, text: character, han })
  }
  return runs
}

/** @throws RangeError where no font has a glyph. */
function clustersOf(text: string): Cluster[] {
  return runsOf(text).flatMap(({ font, text: run }) => {
    const unit = 1 / font.unitsPerEm
    const { glyphs, positions } = font.layout(run)
    const clusters: Cluster[] = []
    glyphs.forEach((glyph, index) => {
      const { xAdvance, xOffset, yOffset } = positions[index]!
      const last = clusters.at(-1)
      // A mark stands on what it belongs to.
      const onto = xAdvance === 0 && last ? last : { glyphs: [], advance: 0, top: ASCENT }
      if (onto !== last) clusters.push(onto)
      const [x, y] = [onto.advance + xOffset * unit, yOffset * unit]
      onto.glyphs.push({ outline: glyph.path.toSVG(), x, y, unit })
      onto.advance += xAdvance * unit
      onto.top = Math.max(onto.top, y + (glyph.path.bbox.maxY || 0) * unit)
    })
    return clusters
  })
}

const rounded = (value: number) => Number(value.toFixed(4))

/** A cluster whose base line has its middle at a point, turned by degrees; `size` of an em, `narrow` its width. */
function drawn(
  { glyphs, advance }: Cluster,
  { x, y, turned = 0, size, narrow }: { x: number; y: number; turned?: number; size: number; narrow: number },
): string {
  const place = `translate(${rounded(x)} ${rounded(y)}) rotate(${rounded(turned)})`
  const outlines = glyphs.map((glyph) => {
    const scale = `scale(${rounded(size * narrow)} ${rounded(-size)})`
    const shift = `translate(${rounded(glyph.x - advance / 2)} ${rounded(glyph.y)}) scale(${glyph.unit})`
    return `<path transform="${place} ${scale} ${shift}" d="${glyph.outline}"/>`
  })
  return outlines.join('')
}

const widthOf = (clusters: readonly Cluster[]) => clusters.reduce((sum, { advance }) => sum + advance, 0)

/** Text on a line, its middle and its base line at a point, no wider than `most`. */
function onLine(text: string, at: { x: number; y: number; size: number; most: number }): string {
  const clusters = clustersOf(text)
  const narrow = Math.min(1, at.most / (widthOf(clusters) * at.size))
  let left = at.x - (widthOf(clusters) * at.size * narrow) / 2
  return clusters
    .map((cluster) => {
      const width = cluster.advance * at.size * narrow
      left += width
      return drawn(cluster, { x: left - width / 2, y: at.y, size: at.size, narrow })
    })
    .join('')
}

const STEPS = 720

/** Points of an ellipse around the origin by the length of the way from its top, clockwise; negative to the left. */
function ellipse(
  a: number,
  b: number,
): { length: number; at: (way: number) => { x: number; y: number; turned: number } } {
  const ways = [0]
  for (let step = 1; step <= STEPS; step++) {
    const [from, to] = [step - 1, step].map((one) => (2 * Math.PI * one) / STEPS) as [number, number]
    const part = Math.hypot(a * (Math.sin(to) - Math.sin(from)), b * (Math.cos(to) - Math.cos(from)))
    ways.push(ways.at(-1)! + part)
  }
  const length = ways.at(-1)!
  return {
    length,
    at(way) {
      const positive = ((way % length) + length) % length
      const next = Math.max(
        1,
        ways.findIndex((one) => one >= positive),
      )
      const step = next - (ways[next]! - positive) / (ways[next]! - ways[next - 1]!)
      const angle = (2 * Math.PI * step) / STEPS
      const turned = (Math.atan2(b * Math.sin(angle), a * Math.cos(angle)) * 180) / Math.PI
      return { x: a * Math.sin(angle), y: -b * Math.cos(angle), turned }
    },
  }
}

/**
 * Text along the upper part of an ellipse, as large as fits: first it gets narrower, then smaller. Short text is spread.
 * @param edge semi-axes of the ellipse that the letters reach up to
 * @param part how much of the way around may be used
 */
function onArc(text: string, edge: { a: number; b: number }, part: number, largest: number): string {
  const clusters = clustersOf(text)
  const natural = widthOf(clusters)
  const top = Math.max(...clusters.map((cluster) => cluster.top))
  for (let size = largest; size > 1.5; size -= 0.05) {
    // Where letters stand side by side they are as wide as in their middle.
    const middle = ellipse(edge.a - size / 2, edge.b - size / 2)
    const room = middle.length * part
    const narrow = Math.min(1, room / (natural * size))
    if (narrow < NARROWEST) continue
    const base = ellipse(edge.a - size * top, edge.b - size * top)
    const scale = base.length / middle.length
    const spread = clusters.length > 1 ? (room - natural * size * narrow) / (clusters.length - 1) : 0
    const gap = /\P{Script=Han}/u.test(text) ? 0 : Math.min(spread, size * 0.6)
    let way = -(natural * size * narrow + gap * (clusters.length - 1)) / 2
    return clusters
      .map((cluster) => {
        const width = cluster.advance * size * narrow
        const at = base.at((way + width / 2) * scale)
        way += width + gap
        return drawn(cluster, { ...at, size, narrow })
      })
      .join('')
  }
  throw new RangeError('the name is too long for a seal')
}

/** A five-pointed star around a point, one point up. */
function star(radius: number): string {
  const inner = radius * (Math.sin(Math.PI / 10) / Math.sin((3 * Math.PI) / 10))
  const points = Array.from({ length: 10 }, (_, index) => {
    const [angle, length] = [(index * Math.PI) / 5, index % 2 ? inner : radius]
    return `${rounded(length * Math.sin(angle))},${rounded(-length * Math.cos(angle))}`
  })
  return `<polygon points="${points.join(' ')}"/>`
}

const frame = (a: number, b: number, line: number) =>
  `<ellipse rx="${a - line / 2}" ry="${b - line / 2}" fill="none" stroke="${SEAL_RED}" stroke-width="${line}"/>`

/** What stands on a name seal: 印 fills it up to four, and columns are read from the right. */
function columnsOf(name: string): string[][] {
  const plain = [...name.replaceAll(/\s/g, '')]
  const characters = [...plain, ...({ 2: ['之', '印'], 3: ['印'] }[plain.length] ?? [])]
  const rows = Math.ceil(Math.sqrt(characters.length))
  const columns: string[][] = []
  for (let from = 0; from < characters.length; from += rows) columns.push(characters.slice(from, from + rows))
  return columns.reverse()
}

function nameSeal(name: string, side: number): string {
  const line = 0.9
  const room = side - 2 * line - 1.2
  const border = `<rect x="${-side / 2 + line / 2}" y="${-side / 2 + line / 2}" width="${side - line}" height="${side - line}" fill="none" stroke="${SEAL_RED}" stroke-width="${line}"/>`
  // Other scripts are read in lines.
  if (![...name].every((character) => isHan(character) || character === '·')) {
    return border + onLine(name, { x: 0, y: room / 12, size: room / 3, most: room })
  }
  const columns = columnsOf(name)
  const width = room / columns.length
  const letters = columns.flatMap((column, index) => {
    const height = room / column.length
    return column.map((character, row) => {
      const [cluster] = clustersOf(character)
      const y = -room / 2 + row * height + height * ASCENT
      return drawn(cluster!, {
        x: -room / 2 + (index + 0.5) * width,
        y,
        size: height,
        narrow: width / height,
      })
    })
  })
  return border + letters.join('')
}

function bodyOf(seal: SealText): string {
  const { width, height } = sealSizes[seal.shape]
  switch (seal.shape) {
    case 'organisation':
      return frame(width / 2, height / 2, 1.2) + star(7) + onArc(seal.name, { a: 18.8, b: 18.8 }, 0.8, 6)
    case 'invoice':
      return (
        frame(width / 2, height / 2, 1) +
        onArc(seal.name, { a: 18.2, b: 13.2 }, 0.62, 4.2) +
        onLine(seal.uscc, { x: 0, y: 1.6, size: 3.7, most: 26 }) +
        onLine('发票专用章', { x: 0, y: 9, size: 4.6, most: 18 })
      )
    case 'person':
      return nameSeal(seal.name, width)
  }
}

/**
 * Draws a seal; the same text gives the same bytes.
 * @throws RangeError where no font has a glyph, or the name is too long (more than 64 Han characters on a round one)
 */
export async function drawSeal(seal: SealText): Promise<SealPicture> {
  const { width, height } = sealSizes[seal.shape]
  const [across, down] = [width, height].map((side) => Math.round(side * DOTS_PER_MM))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="${-width / 2} ${-height / 2} ${width} ${height}"><g fill="${SEAL_RED}">${bodyOf(seal)}</g></svg>`
  return { png: await inkOnly(sharp(Buffer.from(svg))), width, height }
}

/** A PNG of few colours that knows how large it is. */
export const inkOnly = (picture: Sharp): Promise<Buffer> =>
  picture.withMetadata({ density: 600 }).png({ palette: true, colours: 32, compressionLevel: 9 }).toBuffer()
