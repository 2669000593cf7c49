import { sql } from 'drizzle-orm'
import { index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { sealKinds, type SealKind } from '../../domain/seals.ts'
import { createdAt, id, instant, oneOf } from '../columns.ts'
import { bytes } from '../encryption.ts'
import { certificates } from './certificates.ts'
import { orders } from './orders.ts'

/** 签章: the picture of a holder's seal, bound to a certificate. */
export const seals = pgTable(
  'seals',
  {
    id: id(),
    orderId: text('order_id')
      .notNull()
      .references(() => orders.id),
    certificateId: uuid('certificate_id')
      .notNull()
      .references(() => certificates.id),
    kind: text('kind').$type<SealKind>().notNull(),
    /** Whose it is, as it stands on it. */
    name: text('name').notNull(),
    /** PNG, and its size in millimetres. */
    picture: bytes('picture').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    /** SESeal of GB/T 38540, signed by its maker; null until then. */
    der: bytes('der'),
    madeAt: instant('made_at'),
    /** When its certificate got another one. */
    replacedAt: instant('replaced_at'),
    createdAt: createdAt(),
  },
  (table) => [
    index('seals_order').on(table.orderId),
    unique('seals_once').on(table.certificateId, table.orderId),
    uniqueIndex('seals_one_per_certificate')
      .on(table.certificateId)
      .where(sql`${table.madeAt} is not null and ${table.replacedAt} is null`),
    oneOf(table.kind, sealKinds, 'seals_kind'),
  ],
)
