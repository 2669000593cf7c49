import { z } from 'zod'
import { statementBytes } from '../../pki/agent-protocol.ts'
import { Refusal } from '../refusal.ts'
import { base64, checkSerial, checkTries, fields, operation } from './operation.ts'

const body = z.object({
  serial: fields.serial,
  pin: fields.pin,
  confirmLastTry: fields.confirmLastTry,
  nonce: fields.nonce,
  /** An act, and the digest of what it is about where there is one. */
  purpose: z.string().regex(/^[A-Za-z]{1,40}(:[0-9a-f]{64})?$/),
  orderNo: fields.orderNo.optional(),
})

/** Proves possession of the active pair: signs where, when (the site's nonce), what for. */
export const prove = operation('prove', body, async (request, session, { driver, jobs, own }) => {
  const { serial, pin, confirmLastTry, nonce, purpose, orderNo = null } = request
  checkSerial(session, serial)
  if (session.orderNo !== null && session.orderNo !== orderNo) throw new Refusal('notTicketed')
  return jobs.at(serial, async (job) => {
    checkTries(job, jobs, confirmLastTry)
    const active = await job.step(async () => own.active(await driver.contents(serial)))
    if (!active) throw new Refusal('keyNotFound')
    const data = statementBytes({ kind: 'auth', origin: session.origin, nonce, orderNo, purpose })
    const signature = await job.withPin(pin, (at) => driver.sign({ ...at, id: active.id, data }))
    return { certificate: base64(active.der), signature: base64(signature) }
  })
})
