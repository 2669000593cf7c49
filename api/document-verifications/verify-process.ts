// A process of its own that looks into the signatures of the PDF on its stdin and may do nothing else: what people upload
// is not to be trusted. Its arguments are certificates (DER, base64): issuing CA, root.
import { buffer } from 'node:stream/consumers'
import { PdfRefused } from '../../signing/pdf-file.ts'
import { verifyPdf } from '../../signing/verify.ts'
import { verifyExit } from './verify-exit.ts'

const [issuing, root] = process.argv.slice(2).map((certificate) => Buffer.from(certificate, 'base64'))
try {
  const found = await verifyPdf(await buffer(process.stdin), { authorities: [issuing!], roots: [root!] })
  const told = found.map(({ certificate, ...rest }) => ({
    ...rest,
    certificate: certificate && Buffer.from(certificate).toString('base64'),
  }))
  process.stdout.write(JSON.stringify(told))
} catch (error) {
  process.exitCode = error instanceof PdfRefused ? verifyExit[error.fault] : verifyExit.damaged
}
