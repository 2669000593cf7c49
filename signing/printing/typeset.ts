import { readFileSync } from 'node:fs'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { TrailSheet } from '../../domain/signing-trail.ts'
import { fonts } from '../fonts.ts'

const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: fonts.map(({ file }) => file) }] })

/** What each sheet prints; its template of that name stands beside this file. */
export interface Sheets {
  'authorisation-letter': {
    no: string
    organisation: { name: string; uscc: string }
    legalRepresentative: { name: string }
    operator: { name: string; idNumber: string; phone: string }
  }
  'courier-label': {
    no: string
    waybillNo: string
    /** SVG. */
    barcode: string
    tokenSerial: string
    holderName: string
    sender: { name: string; phone: string; address: string }
    recipient: { name: string; phone: string; place: string; street: string }
  }
  'signing-trail': TrailSheet
}

/**
 * Sets a sheet by its template (https://typst.app/docs): text flows, scripts are shaped and turned as they are written.
 * Data is data there, never markup. Gives a PDF.
 */
export function typeset<Name extends keyof Sheets>(name: Name, data: Sheets[Name]): Buffer {
  const mainFileContent = readFileSync(new URL(`./${name}.typ`, import.meta.url), 'utf8')
  const families = JSON.stringify(fonts.map(({ family }) => family))
  return compiler.pdf({ mainFileContent, inputs: { data: JSON.stringify(data), families } })
}
