import { inbox } from './aliyun/sms.ts'
import { trades } from './alipay/trades.ts'
import { receipts, transfers } from './bank/accounts.ts'
import { shipments } from './courier/shipments.ts'
import { mailbox } from './mail/mailbox.ts'
import type { Organisation } from './people.ts'
import { marksOf, organisationMarked, organisationOf } from './registry.ts'
import { taxInvoices } from './tax/invoices.ts'
import { wechatTrades } from './wechatpay/transactions.ts'

// Which order a thing belongs to, as any outside party can tell: by the number that stands on it (references, remarks,
// texts), else by whose phone, mailbox or account it came to. Nobody asks the product.

/** What can be seen of one thing: when it came, the words and numbers on it, whose it is. */
export interface Seen {
  at: number
  says: string[]
  /** Phone, address, account or tax number of whom it came to or from. */
  whose: string[]
  /** Serial number, or its end, of a key that it is about. */
  keys: string[]
}

const kinds = {
  messages: inbox,
  mails: mailbox,
  trades,
  wechatTrades,
  invoices: taxInvoices,
  shipments,
  transfers,
  receipts,
}
type ThingOf<Kind extends keyof typeof kinds> = ReturnType<(typeof kinds)[Kind]['all']>[number]

/** How each kind of thing is looked at. */
export const look = {
  messages: ({ at, outId, text, phone }) => ({
    at,
    says: [outId, text],
    whose: [phone],
    keys: [...text.matchAll(/尾号(\w+)|ending in (\w+)/g)].map(([, zh, en]) => zh ?? en ?? ''),
  }),
  mails: ({ at, subject, text, to }) => ({ at, says: [subject, text], whose: [to], keys: [] }),
  trades: ({ createdAt: at, outTradeNo, subject }) => ({
    at,
    says: [outTradeNo, subject],
    whose: [],
    keys: [],
  }),
  wechatTrades: ({ createdAt: at, outTradeNo, description }) => ({
    at,
    says: [outTradeNo, description],
    whose: [],
    keys: [],
  }),
  invoices: ({ requestedAt: at, orderNo, remark, buyer }) => ({
    at,
    says: [orderNo, remark],
    whose: [buyer.taxNumber],
    keys: [],
  }),
  shipments: ({ createdAt: at, orderId, remark, recipient, tokenSerial }) => ({
    at,
    says: [orderId, remark],
    whose: [recipient.phone, recipient.company],
    keys: tokenSerial ? [tokenSerial] : [],
  }),
  transfers: ({ askedAt: at, yurRef, memo, account }) => ({
    at,
    says: [yurRef, memo],
    whose: [account],
    keys: [],
  }),
  receipts: ({ at, memo, payer }) => ({ at, says: [memo], whose: [payer.number], keys: [] }),
} satisfies { [Kind in keyof typeof kinds]: (thing: ThingOf<Kind>) => Seen }

/** A day and a running number; a customer's memo adds two check digits, a trade number a letter. */
const NUMBER = /(?<!\d)(20\d\d(?:0[1-9]|1[0-2])[0-3]\d)-?(\d{6})(?=(?:\d\d)?(?!\d))/g

/** The order numbers (20261124-000017) that stand in texts. */
export const orderNumbersIn = (...texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(NUMBER)].map(([, day, count]) => `${day}-${count}`))),
]

/** An order that somebody outside has seen. */
export interface SeenOrder {
  no: string
  /** When something came with its number on it. */
  times: number[]
  organisations: Organisation[]
  /** Serial numbers of its keys, or their ends. */
  keys: string[]
}

const organisationsOf = (marks: Iterable<string>): Organisation[] => {
  const known = [...marks].flatMap((mark) => organisationMarked(mark) ?? [])
  return [...new Map(known.map((organisation) => [organisation.uscc, organisation])).values()]
}

/** Every order that somebody outside has seen, the newest first. */
export function seenOrders(): SeenOrder[] {
  const all = Object.entries(kinds).flatMap(([kind, things]) =>
    things.all().map((thing) => (look[kind as keyof typeof look] as (thing: object) => Seen)(thing)),
  )
  const numbered = all.flatMap((seen) => orderNumbersIn(...seen.says).map((no) => ({ no, ...seen })))
  return [...Map.groupBy(numbered, ({ no }) => no)]
    .map(([no, things]) => ({
      no,
      times: things.map(({ at }) => at),
      organisations: organisationsOf(new Set(things.flatMap(({ whose }) => whose))),
      keys: [...new Set(things.flatMap(({ keys }) => keys))],
    }))
    .sort((a, b) => (a.no < b.no ? 1 : -1))
}

/** What somebody wants to see: one order, or everything of one organisation. */
export interface Focus {
  orders: string[]
  organisations: Organisation[]
  /** Whether a thing belongs. */
  holds: (thing: Seen) => boolean
  holdsKey: (key: { serial: string; holder?: string }) => boolean
}

/** The focus on an order, however its number is written, or on an organisation by its USCC; none on neither. */
export function focusOn(wanted: { order?: string; organisation?: string }): Focus | undefined {
  const { order } = wanted
  const organisation = organisationOf(wanted.organisation ?? '')
  if (!order && !organisation) return undefined
  const all = seenOrders()
  const [no] = orderNumbersIn(order ?? '')
  const isOf = (seen: SeenOrder, { uscc }: Organisation) =>
    seen.organisations.some((own) => own.uscc === uscc)
  const own = all.filter((seen) => (order ? seen.no === no : isOf(seen, organisation!)))
  const organisations = order ? own.flatMap((seen) => seen.organisations) : [organisation!]
  const marks = new Set(organisations.flatMap(marksOf))
  const keys = own.flatMap((seen) => seen.keys)
  const theirs = all.filter((seen) => organisations.some((one) => isOf(seen, one)))
  /** Of the same people's orders the one with something numbered nearest in time. */
  const nearest = (at: number) => {
    const away = ({ times }: SeenOrder) => Math.min(...times.map((time) => Math.abs(time - at)))
    return theirs.reduce<SeenOrder | undefined>((a, b) => (a && away(a) <= away(b) ? a : b), undefined)
  }
  return {
    orders: own.map((seen) => seen.no),
    organisations,
    holds({ at, says, whose }) {
      const named = orderNumbersIn(...says)
      if (named.length > 0) return named.some((name) => own.some((seen) => seen.no === name))
      return whose.some((mark) => marks.has(mark)) && (!order || nearest(at)?.no === no)
    },
    holdsKey: ({ serial, holder }) =>
      keys.some((end) => serial.endsWith(end)) || (holder !== undefined && marks.has(holder)),
  }
}
