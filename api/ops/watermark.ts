import sharp from 'sharp'
import { chineseFont } from '../../signing/fonts.ts'

/**
 * Puts who looked and when all over a picture, so that a copy tells where it came from. `text` is plain ASCII; the
 * font comes with the product, because servers have none.
 */
export async function watermark(picture: Buffer, text: string): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata()
  const size = Math.max(14, Math.round(Math.min(width, height) / 28))
  const stroke = await sharp({
    text: {
      text: `<span foreground="#c01818" alpha="38%">${text.replace(/[^ -~]|[<>&]/g, '?')}</span>`,
      font: `Noto Sans SC ${size}`,
      fontfile: chineseFont,
      dpi: 72,
      rgba: true,
    },
  })
    .png()
    .toBuffer()
  const tile = await sharp(stroke)
    .extend({ top: size, bottom: size, left: size * 2, right: size * 2, background: '#00000000' })
    .rotate(-24, { background: '#00000000' })
    .png()
    .toBuffer()
  const { width: tileWidth, height: tileHeight } = await sharp(tile).metadata()
  // A tile that is larger than the picture cannot be laid on it.
  const fitted = await sharp(tile)
    .extract({ left: 0, top: 0, width: Math.min(tileWidth, width), height: Math.min(tileHeight, height) })
    .toBuffer()
  return sharp(picture)
    .composite([{ input: fitted, tile: true }])
    .jpeg({ quality: 85 })
    .toBuffer()
}
