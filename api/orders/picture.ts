import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import { Problem } from '../problems.ts'
import { pdfPicture } from './pdf-picture.ts'

const accepted = new Set(['image/jpeg', 'image/png', 'image/webp'])
const LONGEST_SIDE = 3000
/** Millions of pixels: 8000 × 8000. A small file can unpack to gigabytes. */
const MOST_MEGAPIXELS = 64

/**
 * Makes a clean JPEG of an upload: turned upright, without metadata (place, camera), at most 3000 pixels a side. A PDF,
 * as offices scan, becomes its pages below each other.
 * @throws Problem notAnImage when the bytes are no PDF, JPEG, PNG or WebP, whatever name or type they came with;
 *   pictureTooLarge for more than 64 million pixels; those of pdfPicture.
 */
export async function cleanPicture(upload: Buffer): Promise<Buffer> {
  const type = await fileTypeFromBuffer(upload)
  if (type?.mime === 'application/pdf') return pdfPicture(upload)
  if (!type || !accepted.has(type.mime)) throw new Problem('notAnImage')
  try {
    const { width, height } = await sharp(upload, { limitInputPixels: false }).metadata()
    if (width * height > MOST_MEGAPIXELS * 1e6)
      throw new Problem('pictureTooLarge', { values: { megapixels: String(MOST_MEGAPIXELS) } })
    return await sharp(upload, { limitInputPixels: MOST_MEGAPIXELS * 1e6, failOn: 'error' })
      .autoOrient()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 85, mozjpeg: true })
      .toBuffer()
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('notAnImage')
  }
}
