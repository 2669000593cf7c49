import type { Client } from '@temporalio/client'
import { z } from 'zod'
import type { Database, Transaction } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { addRevision, currentForm } from '../../db/forms.ts'
import { lockOrder } from '../../db/orders.ts'
import { plainForm, proofedFacts } from '../../domain/application-form.ts'
import { stateAfter } from '../../domain/order-states.ts'
import { cardConsents, codeMethods } from '../../domain/proofing.ts'
import { chooseProofing, requestProofingCode, type SavedForm } from '../../workflows/steps/proofing.ts'
import { Problem } from '../problems.ts'
import { checkForm } from './form-check.ts'
import type { TypedForm } from './order-schema.ts'
import { tellWorkflow } from './order-workflow.ts'

const typed = z.string().trim().max(60).optional()

/** 其他验证方式: the holder is known already, so only the way of proofing and what it needs is asked. */
export const chosenWay = z.object({
  method: z.enum(codeMethods),
  phone: typed.describe('Of the legal representative or the person, where it is not the one we know'),
  bankCard: typed,
  cardConsent: z.enum(cardConsents).optional(),
  bank: typed,
  account: typed,
})

type ChosenWay = z.infer<typeof chosenWay>
type KnownHolder = (tx: Transaction) => Promise<TypedForm | undefined>

/**
 * Has the identity checked in the chosen way, and the code sent. `known`: gives the holder's data, by default those of
 * the last revision. @throws Problem formIncomplete that names the fields; whatever the workflow refuses.
 */
export async function proveInWay(
  { db, temporal }: { db: Database; temporal: Client },
  orderId: string,
  way: ChosenWay,
  known?: KnownHolder,
): Promise<void> {
  await tellWorkflow(temporal, orderId, chooseProofing, await saveWay(db, orderId, way, known))
  await tellWorkflow(temporal, orderId, requestProofingCode)
}

/** The phone of whoever is proved. */
function withProvedPhone({ person, legalRepresentative }: TypedForm, phone: string): TypedForm {
  return person
    ? { person: { ...person, phone } }
    : { legalRepresentative: { ...legalRepresentative, phone } }
}

/**
 * Keeps the chosen way with what is known of the holder; the same way again makes no new revision. What the codes of
 * the order confirm stays as it is. @throws Problem formIncomplete that names the fields; wrongState.
 */
async function saveWay(
  db: Database,
  orderId: string,
  { phone, ...proofing }: ChosenWay,
  known?: KnownHolder,
): Promise<SavedForm> {
  return db.transaction(async (tx) => {
    const order = await lockOrder(tx, orderId)
    if (!order || stateAfter(order.kind, order.state, 'proofingChosen') === undefined) {
      throw new Problem('wrongState')
    }
    const last = await currentForm(tx, order)
    if (!last) throw new Problem('wrongState')
    const holder = (known ? await known(tx) : (last.typed as TypedForm)) ?? {}
    const form = plainForm<TypedForm>(
      {
        ...holder,
        ...(phone && withProvedPhone(holder, phone)),
        proofing,
      },
      order.product,
    )
    const check = checkForm(form, order.product)
    if (!check.complete) throw new Problem('formIncomplete', { errors: check.problems })
    const facts = fingerprint('proofedFacts', proofedFacts(check.form))
    const same = JSON.stringify(last.typed) === JSON.stringify(form)
    const revision = order.revision + (same ? 0 : 1)
    const { digest } = last
    const row = { orderId, revision, typed: form, complete: true, proofedFacts: facts, digest }
    if (!same) await addRevision(tx, row)
    return { revision, complete: true, proofedFacts: facts }
  })
}
