import { randomUUID } from 'node:crypto'
import smCrypto from 'sm-crypto-v2'
import { z } from 'zod'
import { config } from '../../config.ts'
import { yuan } from '../../domain/money.ts'
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

const answerOf = <T extends z.ZodType>(body: T) =>
  z.object({
    response: z.object({
      head: z.object({ resultcode: z.string(), resultmsg: z.string() }),
      body: body.optional(),
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
  const { head: verdict, body: found } = answerOf(result).parse(answer).response
  if (verdict.resultcode !== DONE) {
    throw new ProviderRefusal(`bank refused: ${verdict.resultcode} ${verdict.resultmsg}`, verdict.resultcode)
  }
  return result.parse(found)
}

/** Transfers money to a corporate account. A reference that the bank knows is a call of ours whose answer was lost. */
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
        dbtAcc: config('bank').BANK_ACCOUNT,
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
