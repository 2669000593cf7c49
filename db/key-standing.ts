import { and, desc, eq, notInArray } from 'drizzle-orm'
import { kindsThat } from '../domain/kinds/kinds.ts'
import type { Database, Transaction } from './database.ts'
import {
  certificates,
  certificateWritings,
  expiryReminders,
  subjectKeys,
  tokens,
} from './schema/certificates.ts'
import { orders } from './schema/orders.ts'

/** A key with one of its certificates. */
export async function certificateWithToken(db: Database | Transaction, certificateId: string) {
  const [row] = await db
    .select({ certificate: certificates, token: tokens })
    .from(certificates)
    .innerJoin(subjectKeys, eq(subjectKeys.id, certificates.keyId))
    .innerJoin(tokens, eq(tokens.serial, subjectKeys.tokenSerial))
    .where(eq(certificates.id, certificateId))
  return row
}

/** What was begun with a key in its holder's hands, unlocks aside, the newest first, and how far each came. */
export async function writtenInto(db: Database | Transaction, tokenSerial: string) {
  return db
    .select({ order: orders, writing: certificateWritings, made: certificates })
    .from(orders)
    .leftJoin(certificateWritings, eq(certificateWritings.orderId, orders.id))
    .leftJoin(certificates, eq(certificates.keyId, certificateWritings.keyId))
    .where(and(eq(orders.tokenSerial, tokenSerial), notInArray(orders.kind, kindsThat('besideOthersOnKey'))))
    .orderBy(desc(orders.createdAt))
}

/** The reminders of a certificate's end that went out: so many days before it, and when. */
export async function sentReminders(db: Database, certificateId: string) {
  return db
    .select({ day: expiryReminders.day, sentAt: expiryReminders.sentAt })
    .from(expiryReminders)
    .where(eq(expiryReminders.certificateId, certificateId))
}
