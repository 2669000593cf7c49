import { randomInt } from 'node:crypto'
import { and, desc, eq, isNotNull } from 'drizzle-orm'
import type { Database, Transaction } from '../../db/database.ts'
import { transfers } from '../../db/schema/money.ts'
import { holderName } from '../../domain/application-form.ts'
import { passwordChannel, type PasswordChannel } from '../../domain/proofing.ts'
import { secretsInTransit } from '../../db/schema/proofing.ts'
import { seal, unseal } from '../../db/sealed-columns.ts'
import { permanentFailure } from '../idempotency.ts'
import { leavePin } from '../key-station/sealed-pins.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms } from './send.ts'

const PASSWORD_DIGITS = 8

/** Makes the initial PIN of a key, encrypted; the same key makes it once. Gives its id. */
export async function newPassword(tx: Database | Transaction, orderId: string, idempotencyKey: string) {
  const password = Array.from({ length: PASSWORD_DIGITS }, () => randomInt(10)).join('')
  const certificatePassword = seal('certificatePassword', [idempotencyKey], password)
  await tx
    .insert(secretsInTransit)
    .values({ orderId, kind: 'certificatePassword', certificatePassword, idempotencyKey })
    .onConflictDoNothing()
  const [row] = await tx
    .select({ id: secretsInTransit.id })
    .from(secretsInTransit)
    .where(eq(secretsInTransit.idempotencyKey, idempotencyKey))
  return row!.id
}

/** Reads a certificate password that has not been destroyed. @throws NotFound */
export async function readCertificatePassword(db: Database, passwordId: string): Promise<string> {
  const [row] = await db.select().from(secretsInTransit).where(eq(secretsInTransit.id, passwordId))
  if (!row?.certificatePassword) throw permanentFailure('NotFound', 'certificate password is destroyed')
  return unseal('certificatePassword', [row.idempotencyKey], row.certificatePassword)
}

export type PasswordActivities = ReturnType<typeof passwordActivities>

export function passwordActivities({ db }: { db: Database }) {
  return {
    /**
     * The initial PIN for the next key of an order; only its reference leaves this activity. `deliver`: how it still
     * has to reach the legal representative; null when the memo of the proofing transfer has carried it.
     */
    async createCertificatePassword({
      orderId,
      seq,
    }: {
      orderId: string
      /** Of the move that a key is made for: another move, another password. */
      seq: number
    }): Promise<{ passwordId: string; deliver: PasswordChannel | null }> {
      const { form } = await readOrder(db, orderId)
      const channel = passwordChannel(form.proofing.method)
      const [carried] = await db
        .select({ passwordId: secretsInTransit.id })
        .from(transfers)
        .innerJoin(secretsInTransit, eq(secretsInTransit.id, transfers.passwordId))
        .where(
          and(
            eq(transfers.orderId, orderId),
            eq(transfers.purpose, 'proofing'),
            eq(transfers.state, 'succeeded'),
            isNotNull(secretsInTransit.certificatePassword),
          ),
        )
        .orderBy(desc(transfers.createdAt))
        .limit(1)
      if (channel === 'accountMemo' && carried) return { passwordId: carried.passwordId, deliver: null }
      return { passwordId: await newPassword(db, orderId, `${orderId}/${seq}/password`), deliver: channel }
    },

    /** Leaves it for the one station that sets it as the PIN of a key, sealed. */
    async sealCertificatePassword(request: {
      orderId: string
      passwordId: string
      makingId: string
      stationId: string
      tokenSerial: string
    }): Promise<{ userPinId: string }> {
      const read = () => readCertificatePassword(db, request.passwordId)
      return { userPinId: await leavePin(db, request, 'userPin', read) }
    },

    /** Delivers it once, over the channel that identity proofing fixed: the legal representative's phone. */
    async sendCertificatePassword(request: { orderId: string; passwordId: string }): Promise<void> {
      const { order, form } = await readOrder(db, request.orderId)
      await sendSms(db, {
        orderId: request.orderId,
        notice: 'certificatePassword',
        language: order.language,
        phone: form.legalRepresentative.phone,
        parameters: {
          organisation: holderName(form),
          password: await readCertificatePassword(db, request.passwordId),
        },
        idempotencyKey: `certificatePassword/${request.passwordId}`,
      })
      await db
        .update(secretsInTransit)
        .set({ deliveredAt: new Date() })
        .where(eq(secretsInTransit.id, request.passwordId))
    },

    /** Wipes it once it is in the key and with the legal representative. */
    async destroyCertificatePassword({ passwordId }: { passwordId: string }): Promise<void> {
      await db
        .update(secretsInTransit)
        .set({ certificatePassword: null, destroyedAt: new Date() })
        .where(eq(secretsInTransit.id, passwordId))
    },
  }
}
