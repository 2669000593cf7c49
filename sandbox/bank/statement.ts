import { settings } from '../settings.ts'
import { beijing } from '../world.ts'
import { receipts, standing, transfers } from './accounts.ts'

// trsQryByBreakPoint 账户交易信息查询: the lines of an account, a page at a time.

const PAGE = 200
const RENMINBI = '10'

interface Line {
  at: number
  serial: string
  /** Below zero for what went out. */
  fen: number
  memo: string
  account: string
  holder: string
  bank: string
  /** The customer's own reference, where the line comes from an order of theirs. */
  yurRef: string
}

function lines(): Line[] {
  const paidIn = receipts.all().map(({ serial, at, fen, memo, payer }) => ({
    ...{ serial, at, fen, memo, yurRef: '' },
    ...{ account: payer.number, holder: payer.holder, bank: payer.bank },
  }))
  const paidOut = transfers.all().flatMap((transfer) => {
    const { yurRef, account, holder, fen, memo, askedAt, bouncesAt } = transfer
    const { rtnFlg } = standing(transfer)
    const line = { at: askedAt, serial: `D${yurRef}`.slice(0, 15), fen: -fen, memo, account, holder, yurRef }
    if (rtnFlg === 'S') return [{ ...line, bank: '' }]
    if (rtnFlg !== 'B') return []
    const back = { ...line, at: bouncesAt ?? 0, serial: `B${yurRef}`.slice(0, 15), fen, memo: '退汇' }
    return [
      { ...line, bank: '' },
      { ...back, bank: '' },
    ]
  })
  return [...paidIn, ...paidOut].sort((a, b) => a.at - b.at || (a.serial < b.serial ? -1 : 1))
}

const yuan = (fen: number) => (fen / 100).toFixed(2)
const compact = (at: number) => beijing(at).replace(/\D/g, '')

/** One page of an account's statement, or why it is refused. */
export function statement(body: Record<string, Record<string, string>[]>): object | string {
  const [query = {}] = body.TRANSQUERYBYBREAKPOINT_X1 ?? []
  const { cardNbr, beginDate = '', endDate = '', transactionSequence = '', loanCode = '' } = query
  if (cardNbr !== settings.bank.account) return '账号无查询权限'
  if (!/^\d{8}$/.test(beginDate) || !/^\d{8}$/.test(endDate)) return '日期格式错误'
  const [breakPoint] = body.TRANSQUERYBYBREAKPOINT_Y1 ?? []
  const from = Number(breakPoint?.expectNextSequence || transactionSequence || 1) - 1
  const all = lines().filter(({ at, fen }) => {
    const day = compact(at).slice(0, 8)
    const wanted = loanCode === '' || loanCode === (fen > 0 ? 'C' : 'D')
    return wanted && day >= beginDate && day <= endDate
  })
  const page = all.slice(from, from + PAGE)
  const more = from + page.length < all.length
  return {
    TRANSQUERYBYBREAKPOINT_Y1: [
      { acctNbr: cardNbr, transDate: endDate, expectNextSequence: String(from + page.length + 1) },
    ],
    TRANSQUERYBYBREAKPOINT_Z1: [{ ctnFlag: more ? 'Y' : 'N', queryAcctNbr: more ? cardNbr : '' }],
    TRANSQUERYBYBREAKPOINT_Z2: page.map(({ at, serial, fen, memo, account, holder, bank, yurRef }) => ({
      transDate: compact(at).slice(0, 8),
      transTime: compact(at).slice(8),
      transSequenceIdn: serial,
      loanCode: fen > 0 ? 'C' : 'D',
      transAmount: yuan(fen),
      currencyNbr: RENMINBI,
      textCode: fen > 0 ? 'TRIN' : 'TROU',
      remarkTextClt: `${memo} `,
      reversalFlag: 'N',
      ctpAcctNbr: account,
      ctpAcctName: holder,
      ctpBankName: bank,
      yurRef,
    })),
  }
}
