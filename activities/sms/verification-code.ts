import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, ne, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { unlockSubject } from '../../db/unlocks.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import type { Language } from '../../domain/notices.ts'
import type { OrderKind } from '../../domain/order-states.ts'
import { codeRules, maySend, type CodePurpose } from '../../domain/verification-codes.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms, type SmsNoticeId } from './send.ts'

/** The code of a transfer goes into its memo (activities/bank/deposit.ts). */
type SmsPurpose = Exclude<CodePurpose, 'deposit'>

const NOTICE: Record<SmsPurpose, SmsNoticeId> = {
  proofing: 'proofingCode',
  confirmOrder: 'confirmOrderCode',
  orderQuery: 'orderQueryCode',
  unlock: 'unlockCode',
}
/** The legal representative reads what the proof of identity is for. */
const PROOFING_NOTICE: Partial<Record<OrderKind, SmsNoticeId>> = { unlock: 'unlockAuthorisationCode' }

interface NewCode {
  workflowId: string
  orderId: string | null
  purpose: SmsPurpose
  notice: SmsNoticeId
  language: Language
  /** Fingerprint of what the code confirms. */
  subject: string
  phone: string
  parameters: Record<string, string>
}

export type CodeActivities = ReturnType<typeof codeActivities>

export function codeActivities({ db }: { db: Database }) {
  /** @throws TooSoon (details: seconds to wait) or DailyLimit. */
  async function send(code: NewCode): Promise<void> {
    const key = idempotencyKey()
    const phoneFingerprint = fingerprint('phone', code.phone)
    const codeId = await db.transaction(async (tx) => {
      // One at a time for a phone, or parallel requests would all count the same past.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${phoneFingerprint}, 0))`)
      const [known] = await tx
        .select({ id: verificationCodes.id })
        .from(verificationCodes)
        .where(eq(verificationCodes.idempotencyKey, key))
      if (known) return known.id
      const at = now()
      const sent = await tx
        .select({ createdAt: verificationCodes.createdAt })
        .from(verificationCodes)
        .where(
          and(
            eq(verificationCodes.phoneFingerprint, phoneFingerprint),
            gt(verificationCodes.createdAt, new Date(at.getTime() - 86_400_000)),
          ),
        )
      const refused = maySend(
        sent.map((row) => row.createdAt),
        at,
      )
      if (refused?.reason === 'tooSoon') throw permanentFailure('TooSoon', 'too soon', refused.waitSeconds)
      if (refused) throw permanentFailure('DailyLimit', 'daily limit of codes')
      const id = randomUUID()
      await tx.insert(verificationCodes).values({
        id,
        workflowId: code.workflowId,
        purpose: code.purpose,
        subject: code.subject,
        phoneFingerprint,
        phoneMasked: maskPhone(code.phone),
        expiresAt: new Date(at.getTime() + codeRules.lifeSeconds * 1000),
        idempotencyKey: key,
        createdAt: at,
      })
      return id
    })
    await sendSms(db, {
      orderId: code.orderId,
      notice: code.notice,
      language: code.language,
      phone: code.phone,
      parameters: { ...code.parameters, code: verificationCode(codeId, codeRules.digits) },
      idempotencyKey: key,
    })
    await db.update(verificationCodes).set({ sentAt: new Date() }).where(eq(verificationCodes.id, codeId))
    if (code.orderId) await notifyOrderChanged(db, orderNo(code.orderId))
  }

  return {
    /**
     * A code to the legal representative (proofing) or the operator (confirmation, unlock), bound to the form as it is,
     * or to the key.
     */
    async sendVerificationCode(request: {
      workflowId: string
      orderId: string
      purpose: 'proofing' | 'confirmOrder' | 'unlock'
    }): Promise<void> {
      const { purpose } = request
      const { order, form, proofedFacts, digest } = await readOrder(db, request.orderId)
      const key = order.tokenSerial ?? ''
      const { language } = order
      const { operator, legalRepresentative, organisation } = form
      const parameters = { organisation: organisation.name, order: order.no, key: key.slice(-4) }
      const of = {
        proofing: {
          notice: PROOFING_NOTICE[order.kind] ?? NOTICE.proofing,
          subject: proofedFacts,
          phone: legalRepresentative.phone,
        },
        confirmOrder: { notice: NOTICE.confirmOrder, subject: digest, phone: operator.phone },
        unlock: { notice: NOTICE.unlock, subject: unlockSubject(order.id, key), phone: operator.phone },
      }[purpose]
      await send({ ...request, ...of, language, parameters })
    },

    /** A code to the operator of an organisation's latest order with a complete form, if there is one. */
    async sendOrderQueryCode({ workflowId, uscc }: { workflowId: string; uscc: string }): Promise<void> {
      const [latest] = await db
        .select({ id: orders.id })
        .from(orders)
        .innerJoin(
          orderForms,
          and(eq(orderForms.orderId, orders.id), eq(orderForms.revision, orders.revision)),
        )
        // An unlock names the operator of an older order again.
        .where(and(eq(orders.uscc, uscc), eq(orderForms.complete, true), ne(orders.kind, 'unlock')))
        .orderBy(desc(orders.createdAt))
        .limit(1)
      if (!latest) return
      const { order, form } = await readOrder(db, latest.id)
      await send({
        workflowId,
        orderId: null,
        purpose: 'orderQuery',
        notice: NOTICE.orderQuery,
        language: order.language,
        subject: fingerprint('orderQuery', uscc),
        phone: form.operator.phone,
        parameters: {},
      })
    },
  }
}
