import { fileURLToPath } from 'node:url'

/** Noto Sans SC as a whole TrueType file: pdfkit embeds what is used, and no system font is needed. */
export const chineseFont = fileURLToPath(
  import.meta.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
)

/** The bytes of a pdfkit document; call after the last drawing. */
export async function pdfBytes(document: PDFKit.PDFDocument): Promise<Buffer> {
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve, reject) => document.on('end', resolve).on('error', reject))
  document.end()
  await ended
  return Buffer.concat(chunks)
}
