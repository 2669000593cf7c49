import { randomUUID } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { latestOrder, querySubject, type QueriedBy } from '../../db/queried-orders.ts'
import { verificationCodes } from '../../db/schema/proofing.ts'
import { revocationSubject } from '../../db/revocations.ts'
import { unlockSubject } from '../../db/unlocks.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { kinds, type OrderCode } from '../../domain/kinds/kinds.ts'
import type { Language, SmsNoticeId } from '../../domain/notices.ts'
import { codeRules, maySend, type CodePurpose } from '../../domain/verification-codes.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { phoneUntilNow, readOrder } from '../orders/form.ts'
import { sendSms, smsLimit } from './send.ts'

/** The code of a transfer goes into its memo (activities/bank/deposit.ts). */
type SmsPurpose = Exclude<CodePurpose, 'deposit'>

const DAY_SECONDS = 86_400

const QUERY_NOTICE = { orderQuery: 'orderQueryCode', holder: 'holderCode' } as const

export interface QueriedOrders {
  workflowId: string
  by: QueriedBy
  to?: 'operator' | 'legalRepresentative'
  purpose?: 'orderQuery' | 'holder'
}

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
            gt(verificationCodes.createdAt, new Date(at.getTime() - DAY_SECONDS * 1000)),
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
    }).catch((error: unknown) => {
      // Whoever waits for a code is told how long, rather than kept waiting.
      const seconds = smsLimit(error)
      if (seconds === undefined) throw error
      throw seconds < DAY_SECONDS
        ? permanentFailure('TooSoon', 'the provider limits this phone', seconds)
        : permanentFailure('DailyLimit', 'the provider limits this phone for the day')
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
      const { operator, legalRepresentative, organisation } = form
      const parameters = { organisation: organisation.name, order: order.no, key: key.slice(-4) }
      const { codes }: { codes: Partial<Record<OrderCode, SmsNoticeId | null>> } = kinds[order.kind]
      const notice = codes[purpose]
      if (!notice) throw permanentFailure('WrongState', `no ${purpose} code in this kind of order`)
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
    async sendOrderQueryCode({ workflowId, to = 'operator', purpose = 'orderQuery', by }: QueriedOrders) {
      const latest = await latestOrder(db, by, to)
      if (!latest) return
      const { order, form } = await readOrder(db, latest)
      await send({
        workflowId,
        orderId: null,
        purpose,
        notice: to === 'operator' ? QUERY_NOTICE[purpose] : 'orderQueryCodeLegal',
        language: order.language,
        subject: querySubject(purpose, by),
        phone: to === 'operator' ? form.operator.phone : form.legalRepresentative.phone,
        parameters: to === 'operator' ? {} : { organisation: form.organisation.name },
      })
    },
  }
}
