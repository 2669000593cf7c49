import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { cleanPicture } from './picture.ts'

const A4 = { width: 595, height: 842 }
const red = { r: 200, g: 30, b: 40 }
const blue = { r: 20, g: 60, b: 190 }
const sheet = (background: object, { width, height } = A4) =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** As an office's scanner makes it: each page is a picture. */
async function scan(pages: object[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin: 0, autoFirstPage: false, ...options })
  for (const colour of pages) document.addPage().image(await sheet(colour), 0, 0, A4)
  document.end()
  return buffer(document)
}

async function colourAt(picture: Buffer, part: number) {
  const { width, height } = await sharp(picture).metadata()
  const left = Math.floor(width / 2)
  const pixel = { left, top: Math.floor(height * part), width: 1, height: 1 }
  const [r, g, b] = await sharp(picture).extract(pixel).removeAlpha().raw().toBuffer()
  return { r: r!, g: g!, b: b! }
}
const near = (colour: typeof red) =>
  Object.fromEntries(
    Object.entries(colour).map(([name, value]) => [name, expect.closeTo(value, -1.2) as number]),
  )

describe('a scanned PDF', () => {
  it('becomes a JPEG at 200 dots an inch, its pages below each other', async () => {
    const picture = await cleanPicture(await scan([red, blue]))
    expect(await sharp(picture).metadata()).toMatchObject({ format: 'jpeg', width: 1652, height: 2 * 2336 })
    expect(await colourAt(picture, 0.25)).toEqual(near(red))
    expect(await colourAt(picture, 0.75)).toEqual(near(blue))
  })

  it('is made smaller, however large its pages say they are', async () => {
    const { width, height } = await sharp(
      await cleanPicture(await scan([red], { size: [14_400, 9000] })),
    ).metadata()
    expect(Math.max(width, height)).toBe(2400)
  })

  it('has four pages at most', async () => {
    await expect(cleanPicture(await scan([red, red, red, red, red]))).rejects.toMatchObject({
      code: 'pdfTooLong',
      extras: { values: { pages: '4' } },
    })
  })

  it('is refused when it is locked or damaged', async () => {
    const locked = await scan([red], { userPassword: 'secret' })
    await expect(cleanPicture(locked)).rejects.toMatchObject({ code: 'pdfUnreadable' })
    const damaged = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5000, 'x')])
    await expect(cleanPicture(damaged)).rejects.toMatchObject({ code: 'pdfUnreadable' })
  })
})

it('a picture of too many pixels is told so, not that it were none', async () => {
  const picture = await sheet(red, { width: 9000, height: 8000 })
  await expect(cleanPicture(picture)).rejects.toMatchObject({
    code: 'pictureTooLarge',
    extras: { values: { megapixels: '64' } },
  })
})
