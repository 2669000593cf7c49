import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { OrderRow } from '../../db/orders.ts'
import { checkApplicationForm, type ApplicationForm } from '../../domain/application-form.ts'
import { classifyChange, type Change } from '../../domain/information-change.ts'
import { offeredMethods, products, type ProductId } from '../../domain/products.ts'
import { idTypes } from '../../domain/proofing.ts'
import { confirmHostedData } from '../../workflows/hosted-change.ts'
import { proposeChange } from '../../workflows/information-change.ts'
import { saveHolderData } from '../key-sessions/save-holder-data.ts'
import { mustStand } from '../orders/must-stand.ts'
import type { TypedForm } from '../orders/order-schema.ts'
import { tellWorkflow } from '../orders/order-workflow.ts'
import { Problem } from '../problems.ts'
import { dataBefore } from './change.ts'

const typed = z.string().trim().max(200)

const contact = z.object({ name: typed, idNumber: typed, phone: typed, email: typed })

export const proposal = z.object({
  organisation: z.object({ name: typed, uscc: typed }).optional(),
  legalRepresentative: z
    .object({ name: typed, idType: z.enum(idTypes), idNumber: typed, phone: typed })
    .optional(),
  operator: contact.optional(),
  person: contact.optional().describe('The holder, in place of the three above'),
  invoiceEmail: typed,
  account: z
    .object({ bank: typed, account: typed })
    .optional()
    .describe('Of the organisation, where nothing but a transfer can prove its new legal representative'),
  nothingEncrypted: z
    .boolean()
    .describe('Of a certificate that is replaced: nothing waits that only its old key pair can decrypt'),
})

type Proposal = z.infer<typeof proposal>

/** The holder's form with what is to be changed in it. */
function changedForm(
  known: TypedForm,
  { organisation, legalRepresentative, operator, person, invoiceEmail, account }: Proposal,
  product: ProductId,
): TypedForm {
  const invoice = { ...known.invoice, email: invoiceEmail }
  if (products[product].subject === 'person') return { ...known, person, invoice }
  const offered: readonly string[] = offeredMethods(product, legalRepresentative?.idType ?? 'residentId')
  return {
    ...known,
    organisation,
    legalRepresentative: { ...known.legalRepresentative, ...legalRepresentative },
    operator,
    invoice,
    // The way of before may be none for whoever represents the organisation now.
    ...((account || !offered.includes(known.proofing?.method ?? '')) && {
      proofing: { method: 'microDeposit', ...account },
    }),
  }
}

/** What a form changes. @throws Problem where it is incomplete, changes nothing, or is no matter of this procedure. */
function changeIn(
  before: ApplicationForm,
  form: TypedForm,
  { nothingEncrypted }: Proposal,
  product: ProductId,
): Change {
  const check = checkApplicationForm(form, product)
  if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
  const found = classifyChange(before, check.form)
  if (found === 'none') throw new Problem('nothingChanged')
  if (found === 'otherHolder') throw new Problem('otherHolder')
  if (found.class === 'certificate' && !nothingEncrypted) throw new Problem('encryptedTickMissing')
  return found
}

/** Keeps what is to be changed and tells the process of it. @throws Problem saying why it is not. */
export async function propose(
  { db, temporal }: FastifyInstance,
  order: OrderRow,
  proposed: Proposal,
): Promise<void> {
  const { id, kind, product } = order
  await mustStand(db, order)
  const isHosted = kind === 'hostedChange'
  const before = isHosted || kind === 'informationChange' ? await dataBefore(db, order) : undefined
  if (!before) throw new Problem('orderNotFound')
  let change: Change | undefined
  const saved = await saveHolderData(db, id, 'confirmed', (known) => {
    const form = changedForm(known, proposed, product)
    change = changeIn(before, form, proposed, product)
    // Whose phone uses a hosted certificate is a matter of its own (api/phone-changes).
    if (isHosted && change.newPhone) throw new Problem('phoneChangesAlone')
    return form
  })
  const data = { ...saved, change: change! }
  if (isHosted) await tellWorkflow(temporal, id, confirmHostedData, data)
  else await tellWorkflow(temporal, id, proposeChange, data)
}
