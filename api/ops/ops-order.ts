import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { sameVoucher } from '../../db/documents.ts'
import type { MakingRow } from '../../db/key-stations.ts'
import { otherOpenOrders, type OrderRow } from '../../db/orders.ts'
import { readStaffRows } from '../../db/staff-rows.ts'
import { orderSummary, orderView } from '../orders/order-schema.ts'
import { viewOrder, viewSummary } from '../orders/order-view.ts'
import type { Language } from '../plugins/language.ts'
import { proofingMethods } from '../../domain/proofing.ts'
import { fourEyesRuleIds, isClaimed } from '../../domain/review.ts'
import { maskForm } from './mask-form.ts'
import { viewWork, workParts } from './order-line.ts'
import type { StaffMember } from './signed-in.ts'
import { staffTask, viewTask } from './task-view.ts'

const instant = z.iso.datetime()

export const making = z
  .object({
    state: z.enum(['waiting', 'working', 'failed']),
    stationId: z.string().nullable(),
    tokenSerial: z.string().nullable(),
    step: z.enum(['formatting', 'generatingKey', 'issuing', 'writing', 'verified']).nullable(),
  })
  .nullable()

export const opsOrder = orderView
  .extend({
    holderNumber: z.string(),
    holderName: z.string(),
    ...workParts,
    proofings: z.array(
      z.object({
        method: z.enum([...proofingMethods, 'registry']),
        result: z.enum(['matched', 'mismatched']),
        inconsistent: z.array(z.string()),
        at: instant,
        passed: z.boolean(),
        voided: z.boolean().describe('The bank sent the transfer back'),
      }),
    ),
    duplicates: z
      .array(orderSummary)
      .describe('Other submitted orders of the same organisation that make a certificate'),
    claimedBy: z.string().nullable().describe('User name of the reviewer who holds the claim'),
    claimedUntil: instant.nullable(),
    making: making.describe('How far the key is; null when it is not being made'),
    fourEyes: z.array(z.enum(fourEyesRuleIds)).describe('Why two people have to approve'),
    firstApprovedBy: z.string().nullable().describe('User name'),
    voucherShownIn: z.array(z.string()).describe('Other orders with the same picture as voucher'),
    confirmedBy: z.enum(['holderKey', 'sms']).nullable().describe('How the operator signed the confirmation'),
    tasks: z.array(staffTask).describe('Open work of people for this order'),
    temporalUrl: z.string().nullable().describe('The run of this order in the Temporal UI'),
  })
  .meta({ id: 'OpsOrder' })

export type OpsOrder = z.infer<typeof opsOrder>

/** The run of an order in Temporal's UI, where one is configured. */
function temporalUrl(orderId: string): string | null {
  const { TEMPORAL_UI_URL, TEMPORAL_NAMESPACE } = config('temporal')
  if (!TEMPORAL_UI_URL) return null
  return `${TEMPORAL_UI_URL.replace(/\/$/, '')}/namespaces/${TEMPORAL_NAMESPACE}/workflows/${encodeURIComponent(orderId)}`
}

/** How far the making of an order's key is, by its latest attempt. */
export function viewMaking(
  order: Pick<OrderRow, 'state'>,
  latest: MakingRow | null | undefined,
): z.infer<typeof making> {
  if (order.state !== 'making') return null
  if (!latest) return { state: 'waiting', stationId: null, tokenSerial: null, step: null }
  const { stationId, tokenSerial, step, failure } = latest
  return { state: failure === null ? 'working' : 'failed', stationId, tokenSerial, step }
}

/**
 * Everything about one order for staff; personal data is masked for those who need none.
 * @throws Problem orderNotFound.
 */
export async function viewOpsOrder(
  db: Database,
  no: string,
  staff: StaffMember,
  language: Language,
): Promise<OpsOrder> {
  const { order, rows, view } = await viewOrder(db, no, language)
  const [{ checks, claimedBy, firstApprovedBy, making, confirmedBy, tasks }, others, vouchers] =
    await Promise.all([readStaffRows(db, order.id), otherOpenOrders(db, order), sameVoucher(db, order.id)])
  const { review } = rows
  const claimedUntil =
    review && isClaimed(review, new Date()) && !review.decision ? review.claimedUntil : null
  const readsAll = staff.may.includes('readPersonalData')
  return {
    ...view,
    form: view.form && (readsAll ? view.form : maskForm(view.form)),
    // An imprint that nobody showed is nothing to look at.
    materials: view.materials
      .filter(({ optional, uploadedAt }) => !optional || uploadedAt)
      .map((material) => ({
        ...material,
        url: material.url && readsAll ? material.url.replace('/api/orders/', '/api/ops/orders/') : null,
      })),
    // The addresses of the applicant's files need the applicant's cookie.
    invoices: view.invoices.map((invoice) => ({ ...invoice, files: { pdf: null, xml: null, ofd: null } })),
    seal: view.seal && { ...view.seal, picture: null, data: null },
    holderNumber: order.holderNumber ?? '',
    ...viewWork(order),
    holderName: order.holderName ?? '',
    proofings: checks.map(({ method, result, inconsistent, createdAt, passedAt, voidedAt }) => ({
      passed: passedAt !== null,
      voided: voidedAt !== null,
      method,
      result,
      inconsistent,
      at: createdAt.toISOString(),
    })),
    duplicates: others.map(viewSummary),
    claimedBy: claimedUntil && claimedBy,
    claimedUntil: claimedUntil && claimedUntil.toISOString(),
    making: viewMaking(order, making),
    fourEyes: review?.fourEyes ?? [],
    firstApprovedBy,
    voucherShownIn: vouchers,
    confirmedBy,
    tasks: tasks.map((task) => viewTask(task, order)),
    temporalUrl: temporalUrl(order.id),
  }
}
