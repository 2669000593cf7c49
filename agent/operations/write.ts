import { z } from 'zod'
import { fingerprint, statementBytes } from '../../pki/agent-protocol.ts'
import { isSignedByKey, publicKeyOf } from '../../pki/algorithms.ts'
import { certificateOf, pairRule, pendingLabel } from '../own-certificates.ts'
import { Refusal } from '../refusal.ts'
import { base64, bytesOf, checkOrder, checkTries, fields, operation } from './operation.ts'

const body = z.object({
  serial: fields.serial,
  pin: fields.pin,
  confirmLastTry: fields.confirmLastTry,
  orderNo: fields.orderNo,
  nonce: fields.nonce,
  /** DER. */
  certificate: fields.base64,
})

/** Writes the certificate beside its pair, reads it back, and lets the new pair sign for it. */
export const write = operation('write', body, async (request, session, { driver, jobs, own }) => {
  const { serial, pin, confirmLastTry, orderNo, nonce } = request
  checkOrder(session, request)
  const der = bytesOf(request.certificate)
  if (!own.isOurs(der)) throw new Refusal('certificateMismatch')
  const label = pendingLabel(orderNo)

  return jobs.at(serial, async (job) => {
    checkTries(job, jobs, confirmLastTry)
    const find = async () => certificateOf(await driver.contents(serial), orderNo)
    if (!(await job.step(find))) {
      const { pairs } = await job.step(() => driver.contents(serial))
      if (!pairs.some((pair) => pair.label === label)) throw new Refusal('keyNotFound')
      // Generating again only reads the pair that is there.
      const { spki } = await job.withPin(pin, (at) =>
        driver.generateKeyPair({ ...at, label, rule: pairRule }),
      )
      if (Buffer.compare(publicKeyOf(der), spki) !== 0) throw new Refusal('certificateMismatch')
      await job.withPin(pin, (at) => driver.writeCertificate({ ...at, label, der }))
    }
    const written = await job.step(find)
    if (!written || Buffer.compare(written.der, der) !== 0) throw new Refusal('certificateMismatch')

    const certificateSha256 = fingerprint(der)
    const data = statementBytes({
      kind: 'written',
      origin: session.origin,
      nonce,
      orderNo,
      certificateSha256,
    })
    const signature = await job.withPin(pin, (at) => driver.sign({ ...at, id: written.id, data }))
    if (!isSignedByKey(publicKeyOf(der), data, signature)) throw new Refusal('certificateMismatch')
    return { signature: base64(signature) }
  })
})
