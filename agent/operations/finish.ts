import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { isSignedByKey, publicKeyOf } from '../../pki/algorithms.ts'
import { activeLabel, certificateOf } from '../own-certificates.ts'
import { Refusal } from '../refusal.ts'
import { base64, checkOrder, checkTries, fields, operation } from './operation.ts'

const body = z.object({
  serial: fields.serial,
  pin: fields.pin,
  confirmLastTry: fields.confirmLastTry,
  orderNo: fields.orderNo,
})

/**
 * Makes the new pair the active one and takes the old one away. Whenever it ends, one pair that works is there: the new
 * one signs first, becomes active by one write (the label of its certificate), and only then does the old one go. Asked
 * again it does what is left.
 */
export const finish = operation('finish', body, async (request, session, { driver, jobs, own }) => {
  const { serial, pin, confirmLastTry, orderNo } = request
  checkOrder(session, request)
  return jobs.at(serial, async (job) => {
    checkTries(job, jobs, confirmLastTry)
    const certificate = await job.step(async () => certificateOf(await driver.contents(serial), orderNo))
    if (!certificate || !own.isOurs(certificate.der)) throw new Refusal('keyNotFound')
    const { id, der } = certificate

    const challenge = randomBytes(32)
    const signature = await job.withPin(pin, (at) => driver.sign({ ...at, id, data: challenge }))
    if (!isSignedByKey(publicKeyOf(der), challenge, signature)) throw new Refusal('certificateMismatch')

    await job.withPin(pin, (at) => driver.relabelPair({ ...at, id, label: activeLabel(orderNo) }))
    const promoted = await job.step(async () => own.active(await driver.contents(serial)))
    if (promoted?.id !== id) throw new Refusal('certificateMismatch')

    const over = await job.step(async () => own.outlived(await driver.contents(serial), promoted))
    for (const old of over) await job.withPin(pin, (at) => driver.destroyPair({ ...at, id: old }))
    return { certificate: base64(promoted.der), removed: over.length }
  })
})
