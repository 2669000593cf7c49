import { organisations, residents, type Organisation } from '../people.ts'
import { organisationOfAccount } from '../registry.ts'
import { collection } from '../world.ts'

export interface BankAccount {
  number: string
  bank: string
  holder: string
  /** A person's own account. */
  personal: boolean
}

const personalAccount = ({ name, bankCard }: { name: string; bankCard: string }): BankAccount => ({
  ...{ number: bankCard, bank: '示例银行个人业务部', holder: name, personal: true },
})

const accountsOf = ({ name, account, legalRepresentative: legal }: Organisation): BankAccount[] => [
  { ...account, holder: name, personal: false },
  personalAccount(legal),
]

/** The accounts of those on the page: of organisations, of their legal representatives, of persons. */
export const bankAccounts: BankAccount[] = [
  ...organisations.flatMap(accountsOf),
  ...residents.map(personalAccount),
]

/** Money that a customer of the bank paid to the CA. */
export interface Receipt {
  serial: string
  at: number
  fen: number
  payer: BankAccount
  memo: string
}

export const receipts = collection<Receipt>('bank.receipt')

/** A customer transfers money to the CA. @throws Error when there is no such account, or nothing to transfer. */
export function payIn(order: { account: string; fen: number; memo: string }): Receipt {
  const payer = accountOf(order.account)
  if (!payer) throw new Error('没有这个账户')
  if (!Number.isSafeInteger(order.fen) || order.fen <= 0) throw new Error('金额有误')
  const serial = `C${String(receipts.all().length + 1).padStart(8, '0')}KWZ`
  return receipts.put(serial, { serial, at: Date.now(), fen: order.fen, payer, memo: order.memo })
}

/** A transfer that the CA's bank was asked for. */
export interface Transfer {
  yurRef: string
  account: string
  holder: string
  fen: number
  memo: string
  askedAt: number
  /** Why it failed; empty when it did not. */
  failure: string
  /** From when on it counts as sent back. */
  bouncesAt: number | null
}

export type AccountMode = 'normal' | 'closed' | 'bounce'

export const transfers = collection<Transfer>('bank.transfer')
const modes = collection<{ mode: AccountMode }>('bank.mode')

const TAKES_MS = 2000
const BOUNCES_AFTER_MS = 20_000
const OPENING_FEN = 10_000_00

function accountOf(number: string): BankAccount | undefined {
  const organisation = organisationOfAccount(number)
  const resident = residents.find(({ bankCard }) => bankCard === number)
  if (resident) return personalAccount(resident)
  return organisation && accountsOf(organisation).find((account) => account.number === number)
}
const modeOf = (number: string): AccountMode => modes.get(number)?.mode ?? 'normal'

/** The holder closes the account, opens it again, or lets its bank send back what comes. @throws Error when there is none. */
export function setMode(number: string, mode: string): void {
  if (!accountOf(number) || !['normal', 'closed', 'bounce'].includes(mode)) throw new Error('没有这个账户')
  modes.put(number, { mode: mode as AccountMode })
}

/** How a transfer stands, in the bank's codes. */
export function standing({ askedAt, failure, bouncesAt }: Transfer) {
  if (Date.now() - askedAt < TAKES_MS) return { reqSts: 'BNK', rtnFlg: '', rtnNar: '' }
  if (failure) return { reqSts: 'FIN', rtnFlg: 'F', rtnNar: failure }
  if (bouncesAt !== null && Date.now() >= bouncesAt)
    return { reqSts: 'FIN', rtnFlg: 'B', rtnNar: '收款行退汇' }
  return { reqSts: 'FIN', rtnFlg: 'S', rtnNar: '' }
}

export function newTransfer(
  order: Pick<Transfer, 'yurRef' | 'account' | 'holder' | 'fen' | 'memo'>,
): Transfer {
  const owner = accountOf(order.account)
  const mode = modeOf(order.account)
  const failure = !owner
    ? '收款账号不存在'
    : owner.holder !== order.holder
      ? '收款户名与账号不符'
      : mode === 'closed'
        ? '收款账户已销户'
        : ''
  const bouncesAt = !failure && mode === 'bounce' ? Date.now() + BOUNCES_AFTER_MS : null
  return transfers.put(order.yurRef, { ...order, askedAt: Date.now(), failure, bouncesAt })
}

/** The receiving bank sends a transfer back now. @throws Error when it never arrived. */
export function bounce(yurRef: string): void {
  const transfer = transfers.get(yurRef)
  if (!transfer || standing(transfer).rtnFlg !== 'S') throw new Error('没有到账，不能退汇')
  transfers.put(yurRef, { ...transfer, bouncesAt: Date.now() })
}

/** What a bank's customer sees: every organisation's account with its lines, the newest first. */
export function bank() {
  const all = transfers.all()
  const paidIn = receipts.all()
  const arrived = all.filter((transfer) => ['S', 'B'].includes(standing(transfer).rtnFlg))
  const sum = (amounts: { fen: number }[]) => amounts.reduce((total, { fen }) => total + fen, 0)
  const spent = sum(arrived.filter((transfer) => standing(transfer).rtnFlg === 'S'))
  const linesOf = (number: string) => [
    ...arrived
      .filter((transfer) => transfer.account === number)
      .flatMap((transfer) => {
        const { yurRef, fen, memo, askedAt, bouncesAt } = transfer
        const line = { yurRef, at: askedAt + TAKES_MS, amountFen: fen, memo, returned: false }
        if (standing(transfer).rtnFlg === 'S') return [line]
        return [
          { yurRef, at: bouncesAt ?? 0, amountFen: -fen, memo: '退汇', returned: true },
          { ...line, returned: true },
        ]
      }),
    ...paidIn
      .filter(({ payer }) => payer.number === number)
      .map(({ serial, at, fen, memo }) => ({ yurRef: serial, at, amountFen: -fen, memo, returned: true })),
  ]
  const used = [...arrived.map(({ account }) => account), ...paidIn.map(({ payer }) => payer.number)]
  const shown = new Set([...bankAccounts.map(({ number }) => number), ...used])
  return {
    balanceFen: OPENING_FEN + sum(paidIn) - spent,
    accounts: [...shown]
      .flatMap((number) => accountOf(number) ?? [])
      .map((account) => ({ ...account, mode: modeOf(account.number), lines: linesOf(account.number) }))
      .filter(({ personal, lines }) => !personal || lines.length > 0),
    payers: bankAccounts,
    receipts: paidIn,
    transfers: all.map((transfer) => ({ ...transfer, ...standing(transfer) })),
  }
}
