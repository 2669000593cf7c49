import { z } from 'zod'
import { fingerprint, statementBytes } from '../../pki/agent-protocol.ts'
import { pairRule, pendingLabel } from '../own-certificates.ts'
import { Refusal } from '../refusal.ts'
import { base64, checkOrder, checkTries, fields, operation } from './operation.ts'

const body = z.object({
  serial: fields.serial,
  pin: fields.pin,
  confirmLastTry: fields.confirmLastTry,
  orderNo: fields.orderNo,
  nonce: fields.nonce,
})

/** Makes the new pair of an order beside the active one; asked again, it gives the same pair. */
export const generate = operation('generate', body, async (request, session, { driver, jobs, own }) => {
  const { serial, pin, confirmLastTry, orderNo, nonce } = request
  checkOrder(session, request)
  const label = pendingLabel(orderNo)
  return jobs.at(serial, async (job) => {
    checkTries(job, jobs, confirmLastTry)
    const contents = await job.step(() => driver.contents(serial))
    if (!own.active(contents)) throw new Refusal('wrongKey')
    for (const id of own.abandoned(contents, orderNo)) {
      await job.withPin(pin, (at) => driver.destroyPair({ ...at, id }))
    }
    const { spki, attributes } = await job.withPin(pin, (at) =>
      driver.generateKeyPair({ ...at, label, rule: pairRule }),
    )
    const spkiSha256 = fingerprint(spki)
    const data = statementBytes({ kind: 'generated', origin: session.origin, nonce, orderNo, spkiSha256 })
    const signature = await job.withPin(pin, (at) => driver.sign({ ...at, label, data }))
    return { spki: base64(spki), signature: base64(signature), attributes }
  })
})
