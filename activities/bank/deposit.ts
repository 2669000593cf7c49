import { and, eq, gt, isNull } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { fingerprint, verificationCode } from '../../db/encryption.ts'
import { book } from '../../db/ledger.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { transfers } from '../../db/schema/money.ts'
import { proofings, secretsInTransit, verificationCodes } from '../../db/schema/proofing.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { depositMemo, makesKey, proofingRules } from '../../domain/proofing.ts'
import { codeRules } from '../../domain/verification-codes.ts'
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
      if (state === 'succeeded' || state === 'bounced') {
        await book(tx, `deposit/${reference}`, { orderId, debit: proofing, credit: bank, amountFen })
      }
      if (state === 'bounced') {
        await book(tx, `deposit/${reference}/bounced`, { orderId, debit: bank, credit: proofing, amountFen })
      }
      if (state === 'failed' || state === 'bounced') {
        // Whoever cannot be reached by this account has proved nothing by it.
        await tx
          .update(proofings)
          .set({ voidedAt: now() })
          .where(
            and(eq(proofings.orderId, orderId), eq(proofings.facts, row.facts), isNull(proofings.voidedAt)),
          )
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
            .set({ sealed: null, destroyedAt: now() })
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

  return {
    /** Makes code and password of a transfer; nothing moves yet. @throws DailyLimit after too many in a day. */
    async prepareDeposit(request: {
      orderId: string
      purpose: 'proofing' | 'password'
      passwordId?: string
    }) {
      const { orderId, purpose } = request
      const key = idempotencyKey()
      const [known] = await db.select().from(transfers).where(eq(transfers.idempotencyKey, key))
      if (known) return { transferId: known.id, reference: known.reference }
      const { order, form, proofedFacts } = await readOrder(db, orderId)
      return db.transaction(async (tx) => {
        const today = await tx
          .select({ id: transfers.id })
          .from(transfers)
          .where(
            and(eq(transfers.orderId, orderId), gt(transfers.createdAt, new Date(now().getTime() - DAY))),
          )
        if (purpose === 'proofing' && today.length >= proofingRules.transfersPerDay) {
          throw permanentFailure('DailyLimit', 'too many transfers in a day')
        }
        const all = await tx
          .select({ id: transfers.id })
          .from(transfers)
          .where(eq(transfers.orderId, orderId))
        const reference = `${order.no.replace('-', '')}D${all.length + 1}`
        const { account } = form.proofing
        let codeId: string | null = null
        if (purpose === 'proofing') {
          codeId = randomUUID()
          await tx.insert(verificationCodes).values({
            id: codeId,
            workflowId: orderId,
            purpose: 'deposit',
            subject: proofedFacts,
            phoneFingerprint: fingerprint('account', account),
            phoneMasked: `**** ${account.slice(-4)}`,
            expiresAt: new Date(now().getTime() + deadlines.depositHours * 3_600_000),
            idempotencyKey: `${key}/code`,
          })
        }
        const passwordId =
          request.passwordId ??
          (makesKey(order.kind) ? await newPassword(tx, orderId, `${key}/password`) : null)
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
    },

    /** Asks the bank for the transfer, once: the reference is known to it afterwards. */
    async transferDeposit({ transferId }: { transferId: string }): Promise<void> {
      const row = await readTransfer(transferId)
      if (row.state !== 'requested') return
      const { form } = await readOrder(db, row.orderId)
      await transfer({
        reference: row.reference,
        account: form.proofing.account,
        holder: form.organisation.name,
        bank: form.proofing.bank,
        amountFen: row.amountFen,
        memo: depositMemo({
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
