import { randomUUID } from 'node:crypto'
import smCrypto from 'sm-crypto-v2'
import { z } from 'zod'
import { config } from '../../config.ts'
import { fen, yuan } from '../../domain/money.ts'
import { isRefusal, ProviderRefusal } from '../provider-refusal.ts'

// 招商银行 云直连 (CDC): JSON, signed with SM2 over its sorted form, encrypted with SM4-CBC, posted as a form.

const { sm2, sm4 } = smCrypto

const PLACEHOLDER = '__signature_sigdat__'
const USER_ID = '1234567812345678'
const DONE = 'SUC0000'
const REFERENCE_USED = 'FBPR200'
const NOT_FOUND = 'FBPR404'
/** 企银支付, and its mode for a single payment. */
const BUSINESS = { busCod: 'N02030', busMod: '00001' }
const RENMINBI = '10'

/** What a body holds is known only after the verdict: a refusal has an empty one. */
const answered = z.object({
  response: z.object({
    head: z.object({ resultcode: z.string(), resultmsg: z.string() }),
    body: z.unknown(),
  }),
  signature: z.object({ sigdat: z.string(), sigtim: z.string() }),
})

/** JSON with the keys of every object in order: what is signed. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

const toBase64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64')
const toHex = (base64: string) => Buffer.from(base64, 'base64').toString('hex')
const bytes = (text: string) => Buffer.from(text).toString('hex')

/** Beijing time, yyyyMMddHHmmss. */
const timestamp = () => new Date(Date.now() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, 14)

/**
 * One call. Gives the body of the answer, its signature checked.
 * @throws ProviderRefusal with the bank's code when it refuses.
 */
async function call<T extends z.ZodType>(funcode: string, body: object, result: T): Promise<z.infer<T>> {
  const { BANK_URL, BANK_USER_ID, BANK_SYMMETRIC_KEY, BANK_PRIVATE_KEY, BANK_PUBLIC_KEY } = config('bank')
  const sm4Key = bytes(BANK_SYMMETRIC_KEY)
  const options = { mode: 'cbc', iv: bytes(BANK_USER_ID.padEnd(16, '0')) } as const
  const sm2Options = { hash: true, userId: USER_ID } as const

  const head = { funcode, userid: BANK_USER_ID, reqid: `${timestamp()}${randomUUID().slice(0, 8)}` }
  const message = { request: { head, body }, signature: { sigdat: PLACEHOLDER, sigtim: timestamp() } }
  const unsigned = sortedJson(message)
  const signature = toBase64(sm2.doSignature(unsigned, BANK_PRIVATE_KEY, sm2Options))
  const signed = unsigned.replace(PLACEHOLDER, signature)
  const response = await fetch(BANK_URL, {
    method: 'POST',
    body: new URLSearchParams({
      UID: BANK_USER_ID,
      FUNCODE: funcode,
      ALG: 'SM',
      DATA: toBase64(sm4.encrypt(signed, sm4Key, options)),
    }),
    signal: AbortSignal.timeout(15_000),
  })
  const text = await response.text()
  if (!response.ok || text.startsWith('CDCServer:'))
    throw new Error(`bank answered ${response.status} ${text.slice(0, 80)}`)
  const answer = JSON.parse(sm4.decrypt(toHex(text), sm4Key, options)) as { signature?: { sigdat?: string } }
  const given = answer.signature?.sigdat ?? ''
  const content = sortedJson({ ...answer, signature: { ...answer.signature, sigdat: PLACEHOLDER } })
  if (!sm2.doVerifySignature(content, toHex(given), BANK_PUBLIC_KEY, sm2Options)) {
    throw new Error('the bank’s answer is not signed by the bank')
  }
  const { head: verdict, body: found } = answered.parse(answer).response
  if (verdict.resultcode !== DONE) {
    throw new ProviderRefusal(`bank refused: ${verdict.resultcode} ${verdict.resultmsg}`, verdict.resultcode)
  }
  return result.parse(found)
}

/** Transfers money to an account. A reference that the bank knows is a call of ours whose answer was lost. */
export async function transfer(order: {
  /** Ours, unique, at most 30 characters. */
  reference: string
  account: string
  holder: string
  bank: string
  amountFen: number
  /** 附言, at most 62 characters. */
  memo: string
}): Promise<void> {
  const body = {
    bb1paybmx1: [BUSINESS],
    bb1payopx1: [
      {
        dbtAcc: config('ownAccount').BANK_ACCOUNT,
        crtAcc: order.account,
        crtNam: order.holder,
        crtBnk: order.bank,
        ccyNbr: RENMINBI,
        trsAmt: yuan(order.amountFen),
        bnkFlg: 'N',
        nusAge: order.memo,
        yurRef: order.reference,
      },
    ],
  }
  await call('BB1PAYOP', body, z.unknown()).catch((error: unknown) => {
    if (!isRefusal(error, REFERENCE_USED)) throw error
  })
}

const queried = z.object({
  bb1payqrz1: z
    .array(
      z.object({
        yurRef: z.string(),
        reqSts: z.string(),
        rtnFlg: z.string().default(''),
        rtnNar: z.string().default(''),
      }),
    )
    .min(1),
})
const states = { S: 'succeeded', F: 'failed', B: 'bounced' } as const

/** How a transfer stands, with the bank's words about a failure. `bounced`: done first, sent back later (退票). */
export async function queryTransfer(
  reference: string,
): Promise<{ state: 'unknown' | 'processing' | 'succeeded' | 'failed' | 'bounced'; reason: string }> {
  try {
    const body = { bb1payqrx1: [{ busCod: BUSINESS.busCod, yurRef: reference }] }
    const [found] = (await call('BB1PAYQR', body, queried)).bb1payqrz1
    const { reqSts, rtnFlg, rtnNar } = found!
    if (reqSts !== 'FIN') return { state: 'processing', reason: '' }
    const state = states[rtnFlg as keyof typeof states]
    if (!state) throw new Error(`bank answered ${reqSts} ${rtnFlg}`)
    return { state, reason: rtnNar }
  } catch (error) {
    if (isRefusal(error, NOT_FOUND)) return { state: 'unknown', reason: '' }
    throw error
  }
}

const page = z.object({
  TRANSQUERYBYBREAKPOINT_Y1: z.array(z.record(z.string(), z.string())).default([]),
  TRANSQUERYBYBREAKPOINT_Z1: z.array(z.object({ ctnFlag: z.string(), queryAcctNbr: z.string().default('') })),
  TRANSQUERYBYBREAKPOINT_Z2: z
    .array(
      z.object({
        transDate: z.string(),
        transTime: z.string(),
        transSequenceIdn: z.string(),
        transAmount: z.coerce.string(),
        remarkTextClt: z.string().default(''),
        reversalFlag: z.string().default(''),
        ctpAcctNbr: z.string().default(''),
        ctpAcctName: z.string().default(''),
        ctpBankName: z.string().default(''),
        yurRef: z.string().default(''),
      }),
    )
    .default([]),
})

/** Money that came into our account, as a line of the bank's statement. */
export interface StatementLine {
  /** The bank's day and number of the line; unique. */
  serial: string
  bookedAt: Date
  amountFen: number
  memo: string
  payer: { name: string; account: string; bank: string }
  /** Set on a transfer of ours that came back: the reference we gave it. */
  ourReference: string | null
}

const MOST_PAGES = 100
const CREDIT = 'C'
/** Flags of lines that take another one back, or put it right: bookkeeping of the bank, nobody's payment. */
const CORRECTIONS = new Set(['*', 'X'])

/** Beijing date and time of the bank, yyyyMMdd and HHmmss. */
function instantOf(date: string, time: string): Date {
  const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)$/.exec(date) ?? []
  const [, hour = '00', minute = '00', second = '00'] = /^(\d\d)(\d\d)(\d\d)$/.exec(time) ?? []
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
}

/** What came into our account from a day (yyyyMMdd, Beijing) until now. */
export async function readStatement(from: string): Promise<StatementLine[]> {
  const lines: StatementLine[] = []
  let queryAcctNbr = ''
  let breakPoint: z.infer<typeof page>['TRANSQUERYBYBREAKPOINT_Y1'] = []
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const body = {
      TRANSQUERYBYBREAKPOINT_X1: [
        {
          cardNbr: config('ownAccount').BANK_ACCOUNT,
          beginDate: from,
          endDate: timestamp().slice(0, 8),
          transactionSequence: '1',
          currencyCode: RENMINBI,
          queryAcctNbr,
          reserve: '',
          loanCode: CREDIT,
        },
      ],
      ...(breakPoint.length > 0 && { TRANSQUERYBYBREAKPOINT_Y1: breakPoint }),
    }
    const answer = await call('trsQryByBreakPoint', body, page)
    for (const row of answer.TRANSQUERYBYBREAKPOINT_Z2) {
      // Fields may end in blanks, and the bank signs amounts by direction.
      const amountFen = fen(row.transAmount.trim())
      if (amountFen <= 0 || CORRECTIONS.has(row.reversalFlag.trim())) continue
      lines.push({
        serial: `${row.transDate}-${row.transSequenceIdn.trim()}`,
        bookedAt: instantOf(row.transDate, row.transTime),
        amountFen,
        memo: row.remarkTextClt.trim(),
        payer: {
          name: row.ctpAcctName.trim(),
          account: row.ctpAcctNbr.trim(),
          bank: row.ctpBankName.trim(),
        },
        ourReference: row.yurRef.trim() || null,
      })
    }
    const [control] = answer.TRANSQUERYBYBREAKPOINT_Z1
    if (control?.ctnFlag !== 'Y') return lines
    queryAcctNbr = control.queryAcctNbr
    breakPoint = answer.TRANSQUERYBYBREAKPOINT_Y1
  }
  throw new Error(`statement has more than ${MOST_PAGES} pages`)
}
