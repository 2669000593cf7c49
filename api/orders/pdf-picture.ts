import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { Problem } from '../problems.ts'
import { mostPages, pdfExit } from './pdf-limits.ts'

const reader = fileURLToPath(import.meta.resolve('./read-pdf.ts'))
const here = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const LONGEST_MS = 20_000
const MEGABYTE = 1024 * 1024
const WASM_PAGE = 64 * 1024

/** It reads its own code and no other file, knows no secret, and has neither time nor memory without an end. */
const bounds = [
  ...['api/orders/*', 'node_modules/*', 'package.json'].map((path) => `--allow-fs-read=${here(path)}`),
  ...['--permission', '--max-old-space-size=512'],
  `--wasm-max-mem-pages=${(512 * MEGABYTE) / WASM_PAGE}`,
]

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
  const child = spawn(process.execPath, [...bounds, reader], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  )
  // A reader that ended early takes no more.
  child.stdin.on('error', () => undefined).end(pdf)
  const [output, code] = await Promise.all([buffer(child.stdout), ended])
  if (code === pdfExit.tooManyPages) throw new Problem('pdfTooLong', { values: { pages: String(mostPages) } })
  if (code !== 0 || output.length === 0) throw new Problem('pdfUnreadable')
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
