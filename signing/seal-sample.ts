import sharp from 'sharp'
import { DOTS_PER_MM, inkOnly, SEAL_RED, sealSizes, type SealPicture } from './seal-picture.ts'

// 采样: the picture of a seal out of a photo of its imprint. What is red is ink, as thick as it is red; paper, shadows,
// writing and the colour of the light are left out.

export const sampleFaults = ['noImprint', 'tooSmall', 'cutOff', 'blurred'] as const
export type SampleFault = (typeof sampleFaults)[number]

/** A photo of which no seal can be made. */
export class SampleRefused extends Error {
  readonly fault: SampleFault
  constructor(fault: SampleFault) {
    super(`no seal can be taken from this picture: ${fault}`)
    this.fault = fault
  }
}

/** More than this is not needed, and takes long. In dots. */
const LONGEST_SIDE = 2000
/** An imprint of fewer dots gives no seal that can be printed. */
const LEAST_DOTS = 300
/** How red (0 to 1, of the red that is there) paper still is, and ink surely is. */
const PAPER = 0.22
const INK = 0.5
/** Coarse cells by which the parts of an imprint are found to belong together. */
const CELLS = 100
/** Ink that is a smaller part of its box is a line or a speck. */
const LEAST_INK = 0.03
/** Edges that are wider than this are not sharp, in parts of the imprint: half a millimetre of a round seal. */
const WIDEST_EDGE = 0.5 / 42

interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** How white the paper is in each channel: what nine in ten dots are darker than. */
function whiteOf(data: Buffer): [number, number, number] {
  return [0, 1, 2].map((channel) => {
    const counts = new Uint32Array(256)
    for (let at = channel; at < data.length; at += 3) counts[data[at]!]!++
    let left = data.length / 3 / 10
    let value = 255
    while (value > 1 && (left -= counts[value]!) > 0) value--
    return value
  }) as [number, number, number]
}

/** How much ink (0 to 1) is at each dot of a picture of three channels. */
function inkIn(data: Buffer): Float32Array {
  const white = whiteOf(data)
  const ink = new Float32Array(data.length / 3)
  for (let at = 0; at < ink.length; at++) {
    const [red, green, blue] = white.map((full, channel) => data[3 * at + channel]! / full) as [
      number,
      number,
      number,
    ]
    const redness = red < 0.15 ? 0 : 1 - Math.max(green, blue) / red
    ink[at] = Math.min(Math.max((redness - PAPER) / (INK - PAPER), 0), 1)
  }
  return ink
}

/** The box of the largest group of cells with ink that touch each other, or nearly; undefined where there is none. */
function imprintIn(ink: Float32Array, width: number, height: number): Box | undefined {
  const size = Math.max(width, height) / CELLS
  const inked = new Map<number, { count: number; box: [number, number, number, number] }>()
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! < 0.5) continue
      const key = Math.floor(y / size) * CELLS + Math.floor(x / size)
      const cell = inked.get(key)
      if (!cell) inked.set(key, { count: 1, box: [x, y, x, y] })
      else {
        cell.count++
        const [left, top, right, bottom] = cell.box
        cell.box = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)]
      }
    }
  }
  // A single dot in a cell is grain of the picture.
  for (const [key, { count }] of inked) if (count < Math.max(2, (size * size) / 50)) inked.delete(key)

  let best: { area: number; box: [number, number, number, number] } | undefined
  const seen = new Set<number>()
  for (const start of inked.keys()) {
    if (seen.has(start)) continue
    seen.add(start)
    const group = [start]
    for (const key of group) {
      for (let dy = -2; dy <= 2; dy++) {
        for (let dx = -2; dx <= 2; dx++) {
          const column = (key % CELLS) + dx
          const next = key + dy * CELLS + dx
          if (column < 0 || column >= CELLS || seen.has(next) || !inked.has(next)) continue
          seen.add(next)
          group.push(next)
        }
      }
    }
    const boxes = group.map((key) => inked.get(key)!.box)
    const box = [
      Math.min(...boxes.map(([left]) => left)),
      Math.min(...boxes.map(([, top]) => top)),
      Math.max(...boxes.map(([, , right]) => right)),
      Math.max(...boxes.map(([, , , bottom]) => bottom)),
    ] as [number, number, number, number]
    const area = (box[2] - box[0] + 1) * (box[3] - box[1] + 1)
    if (!best || area > best.area) best = { area, box }
  }
  if (!best) return undefined
  const [left, top, right, bottom] = best.box
  return { left, top, width: right - left + 1, height: bottom - top + 1 }
}

/** How wide the edges of the ink are, in dots: 1 or 2 where the picture is sharp. And how much of the box is ink. */
function edgesOf(ink: Float32Array, across: number, { left, top, width, height }: Box) {
  let between = 0
  let steps = 0
  let inked = 0
  for (let y = top; y < top + height - 1; y++) {
    for (let x = left; x < left + width - 1; x++) {
      const here = ink[y * across + x]!
      inked += here
      if (here > 0.15 && here < 0.85) between++
      steps += Math.hypot(ink[y * across + x + 1]! - here, ink[(y + 1) * across + x]! - here)
    }
  }
  return { wide: steps > 0 ? between / steps / 0.7 : Infinity, filled: inked / (width * height) }
}

/**
 * Takes the imprint of a seal out of a photo or scan, as a picture of the size that such a seal has.
 * @param photo any picture that sharp reads, of 64 million dots at most
 * @param shape round of an organisation, square of a person: as high as wide either way
 * @throws SampleRefused; Error when it is no picture
 */
export async function sampleSeal(photo: Uint8Array, shape: 'organisation' | 'person'): Promise<SealPicture> {
  const { data, info } = await sharp(photo, { limitInputPixels: 64e6, failOn: 'error' })
    .autoOrient()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const ink = inkIn(data)
  const box = imprintIn(ink, info.width, info.height)
  if (!box) throw new SampleRefused('noImprint')
  const { left, top, width, height } = box
  const { wide, filled } = edgesOf(ink, info.width, box)
  // It may be seen from a little aside.
  const ratio = width / height
  if (filled < LEAST_INK || ratio < 0.8 || ratio > 1.25) throw new SampleRefused('noImprint')
  if (left < 2 || top < 2 || left + width > info.width - 2 || top + height > info.height - 2)
    throw new SampleRefused('cutOff')
  if (Math.min(width, height) < LEAST_DOTS) throw new SampleRefused('tooSmall')
  if (wide / width > WIDEST_EDGE) throw new SampleRefused('blurred')

  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(SEAL_RED.slice(at, at + 2), 16)) as [
    number,
    number,
    number,
  ]
  const dots = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const opacity = Math.round(255 * ink[(top + y) * info.width + left + x]!)
      dots.set([red, green, blue, opacity], 4 * (y * width + x))
    }
  }
  const size = sealSizes[shape]
  const [across, down] = [size.width, size.height].map((side) => Math.round(side * DOTS_PER_MM)) as [
    number,
    number,
  ]
  const picture = sharp(dots, { raw: { width, height, channels: 4 } }).resize(across, down, { fit: 'fill' })
  return { png: await inkOnly(picture), ...size }
}
