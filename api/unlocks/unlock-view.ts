import type { FastifyRequest } from 'fastify'
import type { Database } from '../../db/database.ts'
import { findCertificate } from '../../db/certificates.ts'
import type { OrderRows } from '../../db/order-rows.ts'
import type { OrderRow } from '../../db/orders.ts'
import {
  earlierUnlocks,
  readUnlock,
  unlockRequestsOf,
  unlockSubject,
  type UnlockRow,
} from '../../db/unlocks.ts'
import { checkApplicationForm } from '../../domain/application-form.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import { otherMethods } from '../../domain/products.ts'
import { mayUnlockFrom } from '../../domain/unlock.ts'
import type { OrderView } from '../orders/order-schema.ts'
import { codeTimes, liveCode } from '../orders/code-view.ts'
import type { Language } from '../plugins/language.ts'
import { describeProblem, Problem } from '../problems.ts'
import { holderCopy } from './holder-copy.ts'

type UnlockView = NonNullable<OrderView['unlock']>

/**
 * What only an unlock has. Nobody has proved anything yet who reads it, so what it tells of the holder is masked, and
 * the copied form of the holder is not shown.
 */
export async function unlockPart(
  db: Database,
  order: OrderRow,
  { codes, events }: OrderRows,
  language: Language,
): Promise<Pick<OrderView, 'form' | 'problems' | 'doubts' | 'materials' | 'unlock'>> {
  const [judged, certificate, requests, copy] = await Promise.all([
    readUnlock(db, order.id),
    findCertificate(db, order.certificateId!),
    unlockRequestsOf(db, order.id),
    holderCopy(db, order.id),
  ])
  const tokenSerial = order.tokenSerial!
  const check = checkApplicationForm(copy ?? {}, order.product)
  const holder = check.complete ? check.form : undefined
  const open = order.state === 'verifying' || order.state === 'authorised'
  const begun = events.some(({ event }) => event === 'unlockBegun')
  const ways = open && begun ? (judged?.ways ?? []) : []
  const sent = liveCode(codes, 'unlock', unlockSubject(order.id, tokenSerial))
  const { serial, notBefore, notAfter } = certificate!.certificate
  const unlock = {
    tokenSerial,
    holderName: order.holderName ?? '',
    certificate: { serial, notBefore: notBefore.toISOString(), notAfter: notAfter.toISOString() },
    ways: [...ways],
    reservedPhone: holder && ways.includes('sms') ? maskPhone(holder.operator.phone) : null,
    code: sent ? codeTimes(sent) : null,
    methods: holder ? otherMethods(order.product, holder.legalRepresentative.idType) : [],
    legalRepPhone: holder?.legalRepresentative.phone ? maskPhone(holder.legalRepresentative.phone) : null,
    refused: order.state === 'refused' ? await whyRefused(db, order, judged, language) : null,
    authorised:
      order.state === 'authorised' && order.waitsUntil
        ? { until: order.waitsUntil.toISOString(), here: false }
        : null,
    requests: requests.map(({ state, createdAt }) => ({ state, at: createdAt.toISOString() })),
  }
  return { form: null, problems: [], doubts: [], materials: [], unlock }
}

/** A refusal in words, with the way to go. An unlock that was admitted is refused when nobody has cleared its risk. */
async function whyRefused(
  db: Database,
  { tokenSerial, holderNumber }: OrderRow,
  judged: UnlockRow | undefined,
  language: Language,
): Promise<UnlockView['refused']> {
  const code = judged?.refused ?? 'riskNotCleared'
  const extras: { time?: Date } = {}
  if (judged?.refused === 'tooManyToday') {
    const { instructed } = await earlierUnlocks(db, tokenSerial!, holderNumber!)
    extras.time = mayUnlockFrom(instructed, judged.assessedAt)
  }
  const { title, detail } = describeProblem(new Problem(code, extras), language)
  return { code, title, detail }
}

/** The same as the asking browser sees it: only where the code was typed in may the new PIN be set. */
export function asSeenHere({ session }: FastifyRequest, no: string, view: UnlockView): UnlockView {
  const here = session.get('unlock')?.no === no
  return { ...view, authorised: view.authorised && { ...view.authorised, here } }
}
