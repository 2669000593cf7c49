// Money that comes by bank transfer (manual 6: 须通过办理说明向指定账号汇款). Only a line of the bank's statement counts;
// the rules here say what a line is worth. Pure: tables of facts in, a verdict out.
import type { OrderState } from './kinds/kinds.ts'
import { isFinal } from './order-states.ts'
import type { PaymentMode } from './payment.ts'

const CHECK_DIGITS = 2
const LEAST_DIGITS = 14 + CHECK_DIGITS

/** Two check digits (mod 97): a mistyped reference is nobody's, and never another order's. */
const checkDigits = (digits: string) => String(98 - Number((BigInt(digits) * 100n) % 97n)).padStart(2, '0')

/** The reference of an order for the memo: its digits and two check digits, as banks may drop anything else. */
export function remittanceReference(no: string): string {
  const digits = no.replace('-', '')
  return digits + checkDigits(digits)
}

/** The number of the order whose reference stands in a memo, however it is spaced or surrounded. */
export function orderNoInMemo(memo: string): string | undefined {
  const plain = memo.normalize('NFKC')
  const joined = plain.replace(/[\s\-_.·]/g, '')
  for (const [run] of `${plain}\n${joined}`.matchAll(/\d+/g)) {
    if (run.length < LEAST_DIGITS) continue
    const digits = run.slice(0, -CHECK_DIGITS)
    if (checkDigits(digits) === run.slice(-CHECK_DIGITS)) return `${digits.slice(0, 8)}-${digits.slice(8)}`
  }
  return undefined
}

/** Whether two names are the same account holder: banks write brackets and spaces in their own way. */
export function isSameHolder(name: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .replace(/[\s·.,，。]/g, '')
      .toUpperCase()
  return plain(name) !== '' && plain(name) === plain(other)
}

/** Why finance has to look at a receipt. */
export const suspenseReasons = ['unknownReference', 'foreignPayer', 'orderClosed'] as const
export type SuspenseReason = (typeof suspenseReasons)[number]

/** Whether money that comes by bank transfer may pay this order. */
export function takesRemittance(order: {
  payBy: PaymentMode
  state: OrderState
  interruptedAt: Date | null
}): boolean {
  const goesOn = !isFinal(order.state) && order.state !== 'refunding' && order.interruptedAt === null
  return order.payBy === 'remittance' && goesOn
}

/** What an order whose reference was found still expects. */
export interface ExpectedRemittance {
  /** The certificate's holder, the only payer that needs no look by a person. */
  payer: string
  totalFen: number
  /** Accepted so far. */
  receivedFen: number
  /** `takesRemittance` */
  open: boolean
}

export type ReceiptVerdict =
  | { verdict: 'accepted'; acceptedFen: number; surplusFen: number; missingFen: number }
  /** The order has all of its money: this goes back whole. */
  | { verdict: 'surplus'; surplusFen: number }
  | { verdict: 'suspense'; reason: SuspenseReason }

/** What a receipt is worth to the order that its memo names. `payerApproved`: finance has accepted the payer. */
export function judgeReceipt(
  receipt: { amountFen: number; payer: string },
  expected: ExpectedRemittance | undefined,
  payerApproved = false,
): ReceiptVerdict {
  if (!expected) return { verdict: 'suspense', reason: 'unknownReference' }
  if (!expected.open) return { verdict: 'suspense', reason: 'orderClosed' }
  if (!payerApproved && !isSameHolder(receipt.payer, expected.payer)) {
    return { verdict: 'suspense', reason: 'foreignPayer' }
  }
  const wantedFen = Math.max(0, expected.totalFen - expected.receivedFen)
  if (wantedFen === 0) return { verdict: 'surplus', surplusFen: receipt.amountFen }
  const acceptedFen = Math.min(receipt.amountFen, wantedFen)
  return {
    verdict: 'accepted',
    acceptedFen,
    surplusFen: receipt.amountFen - acceptedFen,
    missingFen: wantedFen - acceptedFen,
  }
}
