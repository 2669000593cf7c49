import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { Problem } from '../problems.ts'

const accepted = new Set(['image/jpeg', 'image/png', 'image/webp'])
const LONGEST_SIDE = 3000
/** A picture of 8000 × 8000; a small file can unpack to gigabytes. */
const MOST_PIXELS = 64_000_000

/**
 * Makes a clean JPEG of an upload: turned upright, without metadata (place, camera), at most 3000 pixels a side.
 * @throws Problem notAnImage when the bytes are no JPEG, PNG or WebP, whatever name or type they came with.
 */
export async function cleanPicture(upload: Buffer): Promise<Buffer> {
  const type = await fileTypeFromBuffer(upload)
  if (!type || !accepted.has(type.mime)) throw new Problem('notAnImage')
  try {
    return await sharp(upload, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85, mozjpeg: true })
      .toBuffer()
  } catch {
    throw new Problem('notAnImage')
  }
}
