import { randomInt } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { Database } from '../../db/database.ts'
import { decrypt, encrypt } from '../../db/encryption.ts'
import { secretsInTransit } from '../../db/schema/proofing.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { sendSms } from './send.ts'

const PASSWORD_DIGITS = 8

/** Reads a certificate password that has not been destroyed. @throws NotFound */
export async function readCertificatePassword(db: Database, passwordId: string): Promise<string> {
  const [row] = await db.select().from(secretsInTransit).where(eq(secretsInTransit.id, passwordId))
  if (!row?.sealed) throw permanentFailure('NotFound', 'certificate password is destroyed')
  return decrypt(row.sealed).toString()
}

export type PasswordActivities = ReturnType<typeof passwordActivities>

export function passwordActivities({ db }: { db: Database }) {
  return {
    /** Makes the initial PIN of a key; only its reference leaves this activity. */
    async createCertificatePassword({ orderId }: { orderId: string }): Promise<{ passwordId: string }> {
      const key = idempotencyKey()
      const password = Array.from({ length: PASSWORD_DIGITS }, () => randomInt(10)).join('')
      await db
        .insert(secretsInTransit)
        .values({
          orderId,
          kind: 'certificatePassword',
          sealed: encrypt(Buffer.from(password)),
          idempotencyKey: key,
        })
        .onConflictDoNothing()
      const [row] = await db
        .select({ id: secretsInTransit.id })
        .from(secretsInTransit)
        .where(eq(secretsInTransit.idempotencyKey, key))
      return { passwordId: row!.id }
    },

    /** Delivers it once, over the channel that identity proofing fixed: the legal representative's phone. */
    async sendCertificatePassword(request: { orderId: string; passwordId: string }): Promise<void> {
      const { form } = await readOrder(db, request.orderId)
      await sendSms(db, {
        orderId: request.orderId,
        notice: 'certificatePassword',
        phone: form.legalRepresentative.phone,
        parameters: {
          organisation: form.organisation.name,
          password: await readCertificatePassword(db, request.passwordId),
        },
        idempotencyKey: idempotencyKey(),
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
        .set({ sealed: null, destroyedAt: new Date() })
        .where(eq(secretsInTransit.id, passwordId))
    },
  }
}
