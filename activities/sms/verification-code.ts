import { randomUUID } from 'node:crypto'
import { and, desc, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { orderForms, orders } from '../../db/schema/orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import type { Language } from '../../domain/notices.ts'
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
}

interface NewCode {
  workflowId: string
  orderId: string | null
  purpose: SmsPurpose
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
      notice: NOTICE[code.purpose],
      language: code.language,
      phone: code.phone,
      parameters: { ...code.parameters, code: verificationCode(codeId, codeRules.digits) },
      idempotencyKey: key,
    })
    await db.update(verificationCodes).set({ sentAt: new Date() }).where(eq(verificationCodes.id, codeId))
    if (code.orderId) await notifyOrderChanged(db, orderNo(code.orderId))
  }

  return {
    /** A code to the legal representative (proofing) or the operator (confirmation), bound to the form as it is. */
    async sendVerificationCode(request: {
      workflowId: string
      orderId: string
      purpose: 'proofing' | 'confirmOrder'
    }): Promise<void> {
      const { order, form, proofedFacts, digest } = await readOrder(db, request.orderId)
      const proofing = request.purpose === 'proofing'
      await send({
        ...request,
        language: order.language,
        subject: proofing ? proofedFacts : digest,
        phone: proofing ? form.legalRepresentative.phone : form.operator.phone,
        parameters: proofing ? { organisation: form.organisation.name } : { order: order.no },
      })
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
        .where(and(eq(orders.uscc, uscc), eq(orderForms.complete, true)))
        .orderBy(desc(orders.createdAt))
        .limit(1)
      if (!latest) return
      const { order, form } = await readOrder(db, latest.id)
      await send({
        workflowId,
        orderId: null,
        purpose: 'orderQuery',
        language: order.language,
        subject: fingerprint('orderQuery', uscc),
        phone: form.operator.phone,
        parameters: {},
      })
    },
  }
}
