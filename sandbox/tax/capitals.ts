import nzh from 'nzh'

/** An amount in Chinese capitals, as it stands on an invoice: 伍佰圆整; a reversed one says that it is negative. */
export function capitals(fen: number): string {
  const text = nzh.cn.toMoney(Math.abs(fen) / 100, { outSymbol: false }).replace('元', '圆')
  return fen < 0 ? `（负数）${text}` : text
}
