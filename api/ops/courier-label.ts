import bwip from 'bwip-js/node'
import type { ApplicationForm } from '../../domain/application-form.ts'
import { typeset } from '../../signing/printing/typeset.ts'

export interface CourierLabel {
  no: string
  waybillNo: string
  tokenSerial: string
  sender: { name: string; phone: string; address: string }
  recipient: NonNullable<ApplicationForm['delivery']>
  holderName: string
}

/** The label that the key-station operator sticks on the parcel: waybill as Code 128, both addresses, the key. */
export function courierLabel({ recipient, ...label }: CourierLabel): Buffer {
  const barcode = bwip.toSVG({ bcid: 'code128', text: label.waybillNo, height: 14, includetext: false })
  const { name, phone, province, city, district, street } = recipient
  const place = [province, city, district].filter(Boolean).join(' ')
  return typeset('courier-label', { ...label, barcode, recipient: { name, phone, place, street } })
}
