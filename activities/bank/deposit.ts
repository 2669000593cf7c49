import { and, eq, isNull } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { book } from '../../db/ledger.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { latestOrder, querySubject, readCodeQuery } from '../../db/queried-orders.ts'
import { transfers } from '../../db/schema/money.ts'
import { proofings, secretsInTransit, verificationCodes } from '../../db/schema/proofing.ts'
import { holderName } from '../../domain/application-form.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { depositMemo, type TransferPurpose } from '../../domain/deposit-memo.ts'
import { kinds } from '../../domain/kinds/kinds.ts'
import { proofingRules } from '../../domain/proofing.ts'
import { codeRules, type QueryPurpose } from '../../domain/verification-codes.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { newPassword, readCertificatePassword } from '../sms/certificate-password.ts'
import { writeTask } from '../staff/tasks.ts'
import { queryTransfer, transfer } from './client.ts'

type TransferRow = typeof transfers.$inferSelect
type TransferState = TransferRow['state']

const DAY = 86_400_000

export type DepositActivities = ReturnType<typeof depositActivities>

/** 企业对公账户打款认证: one cent whose memo carries a verification code and the certificate password. */
export function depositActivities({ db }: { db: Database }) {
  async function readTransfer(id: string): Promise<TransferRow> {
    const [row] = await db.select().from(transfers).where(eq(transfers.id, id))
    if (!row) throw permanentFailure('NotFound', 'transfer not found')
    return row
  }

  /** Moves the cent in our books when the bank has moved it, and back when it came back. */
  async function settle(row: TransferRow, state: TransferState, reason: string | null): Promise<void> {
    const { id, orderId, reference, amountFen } = row
    await db.transaction(async (tx) => {
      await tx.update(transfers).set({ state, reason, settledAt: now() }).where(eq(transfers.id, id))
      const proofing = 'proofingCosts' as const
      const bank = 'bankAccount' as const
      const money = { number: reference, orderId, amountFen }
      if (state === 'succeeded' || state === 'bounced') {
        await book(tx, { ...money, kind: 'deposit', debit: proofing, credit: bank })
      }
      if (state === 'bounced') {
        await book(tx, { ...money, kind: 'depositBounced', debit: bank, credit: proofing })
      }
      if (state === 'failed' || state === 'bounced') {
        if (row.purpose === 'proofing' || row.purpose === 'password') {
          // Whoever cannot be reached by this account has proved nothing by it.
          await tx
            .update(proofings)
            .set({ voidedAt: now() })
            .where(
              and(eq(proofings.orderId, orderId), eq(proofings.facts, row.facts), isNull(proofings.voidedAt)),
            )
        }
        if (row.codeId) {
          await tx
            .update(verificationCodes)
            .set({ voidedAt: now() })
            .where(eq(verificationCodes.id, row.codeId))
        }
        if (row.purpose === 'proofing' && row.passwordId) {
          // Another transfer carries another password.
          await tx
            .update(secretsInTransit)
            .set({ certificatePassword: null, destroyedAt: now() })
            .where(eq(secretsInTransit.id, row.passwordId))
        }
        if (row.purpose === 'password') {
          await writeTask(tx, {
            kind: 'passwordUndelivered',
            orderId,
            subject: reference,
            detail: { reason: reason ?? '' },
          })
        }
      }
      await audit(tx, {
        actor: 'provider:bank',
        action: `deposit.${state}`,
        subject: orderId,
        detail: { reference, ...(reason && { reason }) },
      })
      await notifyOrderChanged(tx, orderNo(orderId))
    })
  }

  interface NewTransfer {
    orderId: string
    purpose: TransferPurpose
    passwordId?: string
    /** For which process the memo carries a code; it confirms the proofed facts of the form, or another subject. */
    code?: { workflowId: string; purpose: 'deposit' | QueryPurpose; subject?: string }
  }

  /** @throws DailyLimit after too many in a day. */
  async function prepare({ orderId, purpose, passwordId: known, code }: NewTransfer) {
    const key = idempotencyKey()
    const [done] = await db.select().from(transfers).where(eq(transfers.idempotencyKey, key))
    if (done) return { transferId: done.id, reference: done.reference }
    const { order, form, proofedFacts } = await readOrder(db, orderId)
    return db.transaction(async (tx) => {
      const all = await tx
        .select({ createdAt: transfers.createdAt, purpose: transfers.purpose })
        .from(transfers)
        .where(eq(transfers.orderId, orderId))
      // What strangers ask for leaves what the order itself needs, and a query leaves an emergency.
      const today = all.filter(
        (other) => other.purpose === purpose && other.createdAt.getTime() > now().getTime() - DAY,
      )
      if (code && today.length >= proofingRules.transfersPerDay) {
        throw permanentFailure('DailyLimit', 'too many transfers in a day')
      }
      const reference = `${order.no.replace('-', '')}D${all.length + 1}`
      const { account } = form.proofing
      const codeId = code ? randomUUID() : null
      if (code && codeId) {
        await tx.insert(verificationCodes).values({
          id: codeId,
          subject: proofedFacts,
          ...code,
          phoneFingerprint: fingerprint('account', account),
          phoneMasked: `**** ${account.slice(-4)}`,
          expiresAt: new Date(now().getTime() + deadlines.depositHours * 3_600_000),
          idempotencyKey: `${key}/code`,
        })
      }
      const withPassword = purpose === 'proofing' && kinds[order.kind].makesKey
      const passwordId = known ?? (withPassword ? await newPassword(tx, orderId, `${key}/password`) : null)
      const [row] = await tx
        .insert(transfers)
        .values({
          orderId,
          reference,
          purpose,
          accountMasked: `**** ${account.slice(-4)}`,
          amountFen: proofingRules.transferFen,
          state: 'requested',
          codeId,
          passwordId,
          facts: proofedFacts,
          idempotencyKey: key,
          createdAt: now(),
        })
        .returning()
      await notifyOrderChanged(tx, order.no)
      return { transferId: row!.id, reference }
    })
  }

  return {
    /** Makes code and password of a transfer; nothing moves yet. @throws DailyLimit after too many in a day. */
    async prepareDeposit(request: {
      orderId: string
      purpose: 'proofing' | 'password'
      passwordId?: string
    }) {
      const code = { workflowId: request.orderId, purpose: 'deposit' } as const
      return prepare({ ...request, ...(request.purpose === 'proofing' && { code }) })
    },

    /**
     * The same for whoever asks for orders: to the account by which the latest order was proved, if there is one.
     * Undefined where nobody gets anything.
     */
    async prepareQueryDeposit({ workflowId, queryId }: { workflowId: string; queryId: string }) {
      const query = await readCodeQuery(db, queryId)
      const orderId = query && (await latestOrder(db, query.by, 'account'))
      if (!orderId) return undefined
      const { purpose } = query
      return prepare({ orderId, purpose, code: { workflowId, purpose, subject: querySubject(query) } })
    },

    /** Asks the bank for the transfer, once: the reference is known to it afterwards. */
    async transferDeposit({ transferId }: { transferId: string }): Promise<void> {
      const row = await readTransfer(transferId)
      if (row.state !== 'requested') return
      const { order, form, proofedFacts } = await readOrder(db, row.orderId)
      // The form was saved since: this account is not the one that the code is to prove.
      if (proofedFacts !== row.facts) return settle(row, 'failed', '申请信息已修改')
      await transfer({
        reference: row.reference,
        account: form.proofing.account,
        holder: holderName(form),
        bank: form.proofing.bank,
        amountFen: row.amountFen,
        memo: depositMemo(row.purpose, order.kind, {
          ...(row.codeId && { code: verificationCode(row.codeId, codeRules.digits) }),
          ...(row.passwordId && { password: await readCertificatePassword(db, row.passwordId) }),
        }),
      })
      await db.transaction(async (tx) => {
        await tx.update(transfers).set({ state: 'processing' }).where(eq(transfers.id, transferId))
        if (row.passwordId) {
          await tx
            .update(secretsInTransit)
            .set({ deliveredAt: now() })
            .where(eq(secretsInTransit.id, row.passwordId))
        }
        await notifyOrderChanged(tx, orderNo(row.orderId))
      })
    },

    /** Asks the bank how a transfer stands, and keeps what is new. */
    async watchDeposit({ transferId }: { transferId: string }): Promise<{ state: TransferState }> {
      const row = await readTransfer(transferId)
      if (row.state === 'failed') return { state: row.state }
      const { state, reason } = await queryTransfer(row.reference)
      if (state === 'unknown') throw new Error('the bank does not know the transfer yet')
      if (state === row.state) return { state }
      if (state === 'succeeded' && row.codeId) {
        await db.update(verificationCodes).set({ sentAt: now() }).where(eq(verificationCodes.id, row.codeId))
      }
      await settle(row, state, reason || null)
      return { state }
    },

    /** A transfer as we know it, and what it proves. */
    async readDeposit({ transferId }: { transferId: string }) {
      const { state, facts } = await readTransfer(transferId)
      return { state, facts }
    },
  }
}
