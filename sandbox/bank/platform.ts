import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import smCrypto from 'sm-crypto-v2'
import { settings } from '../settings.ts'
import { beijing } from '../world.ts'
import { newTransfer, standing, transfers } from './accounts.ts'
import { statement } from './statement.ts'

// China Merchants Bank's direct link: what the bank's side of it does (SM2 signatures, SM4-CBC encryption).

const { sm2, sm4 } = smCrypto
const PLACEHOLDER = '__signature_sigdat__'
const USER_ID = '1234567812345678'
const signing = { hash: true, userId: USER_ID } as const

const hex = (text: string) => Buffer.from(text).toString('hex')
const cipher = () => ({ mode: 'cbc', iv: hex(settings.bank.userId.padEnd(16, '0')) }) as const
const key = () => hex(settings.bank.symmetricKey)

/** Keys of every object in order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!value || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => [name, sorted(part)]),
  )
}

interface Message {
  request?: { head?: { funcode?: string; userid?: string }; body?: Record<string, Record<string, string>[]> }
  signature?: { sigdat?: string; sigtim?: string }
}
type Answer = { code: string; text: string; body?: object }

const done = (body: object): Answer => ({ code: 'SUC0000', text: '', body })
const refuse = (code: string, text: string): Answer => ({ code, text })

const MEMO_LIMIT = 62
const REFERENCE_LIMIT = 30

/** BB1PAYOP: one payment. */
function pay(body: Record<string, Record<string, string>[]>): Answer {
  const [order] = body.bb1payopx1 ?? []
  const { dbtAcc, crtAcc, crtNam, trsAmt = '', nusAge = '', yurRef = '' } = order ?? {}
  if (body.bb1paybmx1?.[0]?.busCod !== 'N02030') return refuse('FBPR001', '业务模式不存在')
  if (dbtAcc !== settings.bank.account) return refuse('FBPR010', '付款账号无权限')
  const good = crtAcc && crtNam && nusAge && nusAge.length <= MEMO_LIMIT && /^\d+\.\d\d$/.test(trsAmt)
  if (!good || !yurRef || yurRef.length > REFERENCE_LIMIT) return refuse('FBPR100', '要素不完整或超长')
  if (transfers.get(yurRef)) return refuse('FBPR200', '业务参考号重复')
  newTransfer({
    yurRef,
    account: crtAcc,
    holder: crtNam,
    fen: Math.round(Number(trsAmt) * 100),
    memo: nusAge,
  })
  return done({
    bb1payopz1: [
      { reqNbr: `${Date.now()}`, evtIst: '', reqSts: 'BNK', rtnFlg: '', errCod: 'SUC0000', errTxt: '' },
    ],
  })
}

/** BB1PAYQR: how a payment stands, by reference. */
function query(body: Record<string, Record<string, string>[]>): Answer {
  const transfer = transfers.get(body.bb1payqrx1?.[0]?.yurRef ?? '')
  if (!transfer) return refuse('FBPR404', '查询无记录')
  const { yurRef, askedAt } = transfer
  return done({
    bb1payqrz1: [
      { yurRef, reqNbr: `${askedAt}`, opRdat: beijing(askedAt).slice(0, 10), ...standing(transfer) },
    ],
  })
}

const functions: Record<string, (body: Record<string, Record<string, string>[]>) => Answer> = {
  BB1PAYOP: pay,
  BB1PAYQR: query,
  trsQryByBreakPoint: (body) => {
    const page = statement(body)
    return typeof page === 'string' ? refuse('FBPR300', page) : done(page)
  },
}

function isSigned(message: Message): boolean {
  const given = Buffer.from(message.signature?.sigdat ?? '', 'base64').toString('hex')
  const text = JSON.stringify(
    sorted({ ...message, signature: { ...message.signature, sigdat: PLACEHOLDER } }),
  )
  return given.length === 128 && sm2.doVerifySignature(text, given, settings.bank.userPublicKey, signing)
}

function answerText(funcode: string, { code, text, body = {} }: Answer): string {
  const head = { bizcode: '', funcode, resultcode: code, resultmsg: text, rspid: randomUUID() }
  const sigtim = beijing(Date.now()).replace(/\D/g, '')
  const unsigned = JSON.stringify(
    sorted({ response: { head, body }, signature: { sigdat: PLACEHOLDER, sigtim } }),
  )
  const signature = Buffer.from(sm2.doSignature(unsigned, settings.bank.privateKey, signing), 'hex').toString(
    'base64',
  )
  const encrypted = sm4.encrypt(unsigned.replace(PLACEHOLDER, signature), key(), cipher())
  return Buffer.from(encrypted, 'hex').toString('base64')
}

/** One address; what cannot be decrypted is answered in plain text. */
export async function bankPlatform(app: FastifyInstance) {
  app.post('/cmb/cdcserver/api/v2', (request, reply) => {
    const { UID, ALG, DATA = '' } = (request.body ?? {}) as Record<string, string>
    reply.type('text/plain; charset=utf-8')
    if (UID !== settings.bank.userId || ALG !== 'SM') return reply.send('CDCServer:用户或算法错误')
    let message: Message
    try {
      message = JSON.parse(
        sm4.decrypt(Buffer.from(DATA, 'base64').toString('hex'), key(), cipher()),
      ) as Message
    } catch {
      return reply.send('CDCServer:解密失败')
    }
    const { head, body = {} } = message.request ?? {}
    const funcode = head?.funcode ?? ''
    const handle = functions[funcode]
    const answer = !isSigned(message)
      ? refuse('CDC0003', '验签失败')
      : handle && head?.userid === UID
        ? handle(body)
        : refuse('CDC0004', '接口无权限')
    return reply.send(answerText(funcode, answer))
  })
}
