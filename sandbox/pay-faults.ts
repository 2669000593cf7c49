// Ways in which telling the merchant of a payment goes wrong. Alipay and WeChat Pay share them.

/** What each way tells: the ending of the notice's subject, and after how many seconds. */
const tellings = {
  plain: [['', 0]],
  silent: [],
  twice: [
    ['', 0],
    ['/again', 0],
  ],
  late: [['', 120]],
  forged: [
    ['/forged', 0],
    ['', 3],
  ],
  'other-amount': [['', 0]],
} as const satisfies Record<string, (readonly [ending: string, seconds: number])[]>
export type PayHow = keyof typeof tellings

/** @throws Error for a way that there is not. */
export function payHow(name: string = 'plain'): PayHow {
  if (!Object.hasOwn(tellings, name)) throw new Error('没有这种付款方式')
  return name as PayHow
}

/** What really comes in, in fen: with another amount, one yuan less than asked. */
export const paidFen = (asked: number, how: PayHow) =>
  how === 'other-amount' ? Math.max(1, asked - 100) : asked

/** Tells the merchant of a payment in this way; the subject of a notice is the trade's number and one ending. */
export function tellAs(how: PayHow, number: string, tell: (subject: string, seconds: number) => void): void {
  for (const [ending, seconds] of tellings[how]) tell(`${number}${ending}`, seconds)
}
