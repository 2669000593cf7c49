import { randomUUID } from 'node:crypto'
import { ApplicationFailure } from '@temporalio/common'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { latestOrder, querySubject, readCodeQuery } from '../../db/queried-orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { revocationSubject } from '../../db/revocations.ts'
import { unlockSubject } from '../../db/unlocks.ts'
import { holderName } from '../../domain/application-form.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { kinds, type OrderCode } from '../../domain/kinds/kinds.ts'
import { noticeFor, type Language, type SmsNoticeId } from '../../domain/notices.ts'
import { products } from '../../domain/products.ts'
import { codeRules, maySend, type CodePurpose } from '../../domain/verification-codes.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { phoneUntilNow, readOrder } from '../orders/form.ts'
import { mustBeSendable, sendCode } from './code-sms.ts'

/** The code of a transfer goes into its memo (activities/bank/deposit.ts). */
type SmsPurpose = Exclude<CodePurpose, 'deposit'>

const DAY_SECONDS = 86_400

const QUERY_NOTICE = {
  orderQuery: { operator: 'orderQueryCode', legalRepresentative: 'orderQueryCodeLegal' },
  holder: { operator: 'holderCode', legalRepresentative: 'holderCodeLegal' },
} as const

/** How sending a code of a query ended. */
export type QueryCodeOutcome =
  { outcome: 'sent' | 'nobodyKnown' | 'dailyLimit' } | { outcome: 'tooSoon'; waitSeconds: number }

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
        .select({ purpose: verificationCodes.purpose, createdAt: verificationCodes.createdAt })
        .from(verificationCodes)
        .where(
          and(
            eq(verificationCodes.phoneFingerprint, phoneFingerprint),
            gt(verificationCodes.createdAt, new Date(at.getTime() - DAY_SECONDS * 1000)),
          ),
        )
      mustBeSendable(maySend(sent, code.purpose, at))
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
    await sendCode(db, {
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
     * A code to the legal representative (proofing) or the operator (confirmation, unlock, revocation), bound to the
     * form as it is, or to the key.
     */
    async sendVerificationCode(request: {
      workflowId: string
      orderId: string
      purpose: Exclude<OrderCode, 'deposit'>
    }): Promise<void> {
      const { purpose } = request
      const { order, form, proofedFacts, digest } = await readOrder(db, request.orderId)
      const key = order.tokenSerial ?? ''
      const { language } = order
      const { operator, legalRepresentative } = form
      const parameters = { organisation: holderName(form), order: order.no, key: key.slice(-4) }
      const { codes }: { codes: Partial<Record<OrderCode, SmsNoticeId | null>> } = kinds[order.kind]
      const known = codes[purpose]
      if (!known) throw permanentFailure('WrongState', `no ${purpose} code in this kind of order`)
      const notice = noticeFor(known, products[order.product].subject)
      const of = {
        proofing: { subject: proofedFacts, phone: legalRepresentative.phone },
        confirmOrder: { subject: digest, phone: operator.phone },
        reservedPhone: {
          subject: digest,
          phone: purpose === 'reservedPhone' ? await phoneUntilNow(db, order) : '',
        },
        unlock: { subject: unlockSubject(order.id, key), phone: operator.phone },
        revocation: { subject: revocationSubject(order.id), phone: operator.phone },
      }[purpose]
      await send({ ...request, ...of, notice, language, parameters })
    },

    /**
     * A code for what was asked by identifier: to the operator of the latest order, or to its legal representative, if
     * there is one. What somebody typed and never proved diverts no code from an order that was.
     */
    async sendOrderQueryCode(request: { workflowId: string; queryId: string }): Promise<QueryCodeOutcome> {
      const query = await readCodeQuery(db, request.queryId)
      const latest = query && (await latestOrder(db, query.by, query.receiver))
      if (!latest || query.receiver === 'account') return { outcome: 'nobodyKnown' }
      const { order, form } = await readOrder(db, latest)
      const notice = QUERY_NOTICE[query.purpose][query.receiver]
      const phone = form[query.receiver].phone
      const code = { workflowId: request.workflowId, orderId: null, purpose: query.purpose, notice, phone }
      const parameters: Record<string, string> =
        query.receiver === 'operator' ? {} : { organisation: holderName(form) }
      try {
        await send({ ...code, language: order.language, subject: querySubject(query), parameters })
        return { outcome: 'sent' }
      } catch (error) {
        if (!(error instanceof ApplicationFailure)) throw error
        if (error.type === 'DailyLimit') return { outcome: 'dailyLimit' }
        if (error.type === 'TooSoon') return { outcome: 'tooSoon', waitSeconds: Number(error.details?.[0]) }
        throw error
      }
    },
  }
}
