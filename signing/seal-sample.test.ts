import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawSeal } from './seal-picture.ts'
import { sampleSeal } from './seal-sample.ts'

let seal: Buffer
beforeAll(async () => {
  seal = Buffer.from((await drawSeal({ shape: 'organisation', name: '北京华云数据科技有限公司' })).png)
})

interface Shot {
  /** Of the imprint, in dots. */
  size?: number
  left?: number
  top?: number
  blur?: number
  paper?: string
  /** How dark it is, and what else stands on the sheet. */
  light?: number
  svg?: string
}

/** A sheet with an imprint, as a phone takes it: black writing beside and below, uneven light, grain of a JPEG. */
async function photo({
  size = 800,
  left = 300,
  top = 250,
  blur = 0,
  paper = '#efe9dc',
  light = 1,
  svg = '',
}: Shot = {}) {
  const writing = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">
    <defs><linearGradient id="shade"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity="0.35"/></linearGradient></defs>
    <rect x="100" y="790" width="1400" height="14" fill="#222"/><rect x="100" y="860" width="1300" height="14" fill="#1b2a6b"/>${svg}
    <rect width="1600" height="1200" fill="url(#shade)"/></svg>`
  const imprint = await sharp(seal)
    .resize(size || 1, size || 1)
    .png()
    .toBuffer()
  const sheet = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: paper } })
    .composite([
      ...(size > 0 ? [{ input: imprint, left, top, blend: 'multiply' as const }] : []),
      { input: Buffer.from(writing) },
    ])
    .png()
    .toBuffer()
  const taken = sharp(sheet).linear(light, 0)
  return (blur ? taken.blur(blur) : taken).jpeg({ quality: 80 }).toBuffer()
}

/** How much ink (0 to 1) is at a place of the seal (in parts of its side). */
async function inkAt(png: Uint8Array) {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  const dot = (x: number, y: number) =>
    4 * (Math.round(y * (info.height - 1)) * info.width + Math.round(x * (info.width - 1)))
  return {
    alpha: (x: number, y: number) => data[dot(x, y) + 3]! / 255,
    colour: (x: number, y: number) => [...data.subarray(dot(x, y), dot(x, y) + 3)],
  }
}

describe('the imprint of a seal', () => {
  it.each<[string, Shot]>([
    ['on paper in daylight', {}],
    ['under a warm lamp', { paper: '#f2d6a8' }],
    ['in the dark', { light: 0.5 }],
    ['in a corner', { left: 20, top: 20, size: 500 }],
    [
      'beside a red mark',
      { size: 600, left: 100, svg: '<rect x="1300" y="100" width="40" height="40" fill="#c00"/>' },
    ],
  ])('is cropped, freed of its paper and coloured: %s', async (_, shot) => {
    const { png, width, height } = await sampleSeal(await photo(shot), 'organisation')
    expect([width, height]).toEqual([42, 42])
    const drawn = await inkAt(seal)
    const { alpha, colour } = await inkAt(png)
    expect(colour(0.5, 0.5)).toEqual([217, 0, 27])
    // Ink and paper are where they are on the seal; lines of black ink run across it.
    let same = 0
    let compared = 0
    for (let y = 0.02; y < 0.98; y += 0.01) {
      for (let x = 0.02; x < 0.98; x += 0.01) {
        const wanted = drawn.alpha(x, y)
        if (wanted > 0.05 && wanted < 0.95) continue
        compared++
        if (Math.abs(wanted - alpha(x, y)) < 0.4) same++
      }
    }
    expect(same / compared).toBeGreaterThan(0.95)
    expect(alpha(0.02, 0.02)).toBe(0)
  })

  it.each<[string, Shot, string]>([
    ['a sheet without one', { size: 0 }, 'noImprint'],
    [
      'a red line',
      { size: 0, svg: '<rect x="200" y="300" width="900" height="12" fill="#c00"/>' },
      'noImprint',
    ],
    ['one that is too small', { size: 200 }, 'tooSmall'],
    ['one that goes beyond the picture', { left: 900, top: 250 }, 'cutOff'],
    ['one that is out of focus', { size: 600, blur: 9 }, 'blurred'],
  ])('is refused: %s', async (_, shot, fault) => {
    await expect(sampleSeal(await photo(shot), 'organisation')).rejects.toMatchObject({ fault })
  })
})
