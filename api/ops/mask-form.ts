import { maskEmail, maskIdNumber, maskName, maskPhone } from '../../domain/identifiers.ts'
import type { TypedForm } from '../orders/order-schema.ts'

const hidden = (text: string | undefined) => text && '***'

/** A form for staff who need no personal data: the organisation stays, people are masked. */
export function maskForm(form: TypedForm): TypedForm {
  const { legalRepresentative: legal, operator, person, proofing, delivery, invoice } = form
  const masked = <T extends { name?: string; idNumber?: string; phone?: string; email?: string }>(
    who: T,
  ): T => ({
    ...who,
    ...(who.name !== undefined && { name: maskName(who.name) }),
    ...(who.idNumber !== undefined && { idNumber: maskIdNumber(who.idNumber) }),
    ...(who.phone !== undefined && { phone: maskPhone(who.phone) }),
    ...(who.email !== undefined && { email: maskEmail(who.email) }),
  })
  return {
    ...form,
    ...(legal && { legalRepresentative: masked(legal) }),
    ...(operator && { operator: masked(operator) }),
    ...(person && { person: masked(person) }),
    ...(proofing && {
      proofing: {
        ...proofing,
        bankCard: hidden(proofing.bankCard),
        account: hidden(proofing.account),
      },
    }),
    ...(delivery && { delivery: { ...masked(delivery), street: hidden(delivery.street) } }),
    ...(invoice && {
      invoice: {
        ...invoice,
        email: invoice.email && maskEmail(invoice.email),
        phone: hidden(invoice.phone),
        account: hidden(invoice.account),
      },
    }),
  }
}
