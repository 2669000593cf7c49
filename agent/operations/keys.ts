import { z } from 'zod'
import { base64, operation } from './operation.ts'

/** What is plugged in, and through which drivers that is known: nothing here needs a PIN. */
export const keys = operation('read', z.object({}), async (_body, _session, { driver, jobs, own }) => ({
  keys: await jobs.read((tokens) =>
    Promise.all(
      tokens.map(async ({ serial, label, model, pin, tries }) => {
        const contents = await driver.contents(serial)
        return {
          serial,
          label,
          model,
          ours: own.areOn(contents),
          pin: { set: pin.set, countLow: pin.countLow, ...tries },
          certificates: contents.certificates.map((certificate) => ({
            label: certificate.label,
            der: base64(certificate.der),
          })),
          pending: own.pending(contents),
        }
      }),
    ),
  ),
  drivers: driver.states(),
}))
