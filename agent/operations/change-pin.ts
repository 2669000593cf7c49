import { z } from 'zod'
import { pinFault } from '../../domain/pin.ts'
import { Refusal } from '../refusal.ts'
import { checkSerial, checkTries, fields, operation } from './operation.ts'

const body = z.object({
  serial: fields.serial,
  pin: fields.pin,
  confirmLastTry: fields.confirmLastTry,
  newPin: fields.pin,
})

/** Changes the PIN; the old one is asked by the key itself. */
export const changePin = operation('changePin', body, async (request, session, { driver, jobs }) => {
  const { serial, pin, confirmLastTry, newPin } = request
  checkSerial(session, serial)
  if (pinFault(newPin)) throw new Refusal('pinWeak')
  return jobs.at(serial, async (job) => {
    checkTries(job, jobs, confirmLastTry)
    await job.withPin(pin, (at) => driver.changePin({ ...at, newPin }))
    return {}
  })
})
