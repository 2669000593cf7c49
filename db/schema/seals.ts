import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
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
      .unique()
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
    createdAt: createdAt(),
  },
  (table) => [index('seals_order').on(table.orderId), oneOf(table.kind, sealKinds, 'seals_kind')],
)
