import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { inBounds } from '../in-bounds.ts'
import { Problem } from '../problems.ts'
import { mostPages, pdfExit } from './pdf-limits.ts'

const reader = fileURLToPath(import.meta.resolve('./read-pdf.ts'))

interface Page {
  width: number
  height: number
  pixels: Buffer
}

function pagesIn(output: Buffer): Page[] {
  const pages: Page[] = []
  for (let at = 0; at < output.length;) {
    const [width, height] = [output.readUInt32LE(at), output.readUInt32LE(at + 4)]
    const end = at + 8 + 4 * width * height
    pages.push({ width, height, pixels: output.subarray(at + 8, end) })
    at = end
  }
  return pages
}

async function pagesOf(pdf: Buffer): Promise<Page[]> {
  const { output, exit } = await inBounds([reader], { code: ['api/orders'], input: pdf })
  if (exit === pdfExit.tooManyPages) throw new Problem('pdfTooLong', { values: { pages: String(mostPages) } })
  if (exit !== 0 || output.length === 0) throw new Problem('pdfUnreadable')
  return pagesIn(output)
}

/**
 * The pages of a PDF below each other, as a JPEG.
 * @throws Problem pdfTooLong for more than `mostPages`, pdfUnreadable for one that is damaged, locked or takes too much.
 */
export async function pdfPicture(pdf: Buffer): Promise<Buffer> {
  const pages = await pagesOf(pdf)
  const tops = pages.map((_, index) => pages.slice(0, index).reduce((sum, { height }) => sum + height, 0))
  const width = Math.max(...pages.map((page) => page.width))
  const height = tops.at(-1)! + pages.at(-1)!.height
  return sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(
      pages.map((page, index) => ({
        input: page.pixels,
        raw: { width: page.width, height: page.height, channels: 4 },
        top: tops[index]!,
        left: Math.floor((width - page.width) / 2),
      })),
    )
    .jpeg({ quality: 85, mozjpeg: true })
    .toBuffer()
}
