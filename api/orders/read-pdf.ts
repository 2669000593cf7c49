// A process of its own that turns the PDF on its stdin into pixels on its stdout, and may do nothing else: what people
// upload is not to be trusted. Each page is its width and height (32 bits, little-endian each), then RGBA. Its exit
// code says why there are none.
import { buffer } from 'node:stream/consumers'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { mostPages, pdfExit } from './pdf-limits.ts'

/** As fine as an office scans, in dots an inch. */
const FINEST = 200
const POINTS_AN_INCH = 72
/** The longest side of a page, in pixels: A4 at that fineness. */
const LONGEST_SIDE = 2400

try {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(await buffer(process.stdin))
  const pages = document.getPageCount()
  if (pages > mostPages) process.exit(pdfExit.tooManyPages)
  for (const page of document.pages()) {
    const { originalWidth, originalHeight } = page.getOriginalSize()
    const scale = Math.min(FINEST / POINTS_AN_INCH, LONGEST_SIDE / Math.max(originalWidth, originalHeight))
    const { width, height, data } = await page.render({ scale, render: 'bitmap' })
    const size = Buffer.alloc(8)
    size.writeUInt32LE(width, 0)
    size.writeUInt32LE(height, 4)
    process.stdout.write(size)
    process.stdout.write(data)
  }
} catch {
  // Damaged, locked by a password, or larger than this process may grow.
  process.exitCode = pdfExit.unreadable
}
