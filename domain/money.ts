import nzh from 'nzh'

/** Fen as yuan with two decimals: 40000 → "400.00". The form payment providers and invoices use. */
export function yuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('an amount is a whole number of fen')
  const sign = fen < 0 ? '-' : ''
  return `${sign}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`
}

/** "400.00" → 40000 fen. @throws RangeError when it is no amount with at most two decimals. */
export function fen(amount: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount)
  if (!match) throw new RangeError('an amount has at most two decimals')
  const value = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  return match[1] ? -value : value
}

/** Amount in Chinese capitals as invoices write it: 40000 → 肆佰圆整. */
export function chineseCapitals(fenAmount: number): string {
  return nzh.cn.toMoney(fenAmount / 100, { outSymbol: false }).replace('元', '圆')
}
