import { z } from 'zod'
import type { AgentOperation } from '../../pki/agent-protocol.ts'
import type { Drivers } from '../drivers.ts'
import type { Job, Jobs } from '../jobs.ts'
import type { OwnCertificates } from '../own-certificates.ts'
import { Refusal } from '../refusal.ts'
import type { Session } from '../sessions.ts'
import type { Settings } from '../settings.ts'

/** What every operation works with. */
export interface Workshop {
  driver: Drivers
  jobs: Jobs
  own: OwnCertificates
  settings: Settings
}

/** One thing a page may ask for: what its ticket has to allow, the shape of the request, the work. */
export interface Operation {
  needs: AgentOperation
  run(body: unknown, session: Session, workshop: Workshop): Promise<object>
}

/** An operation with a body of this shape. @throws Refusal malformed for another. */
export function operation<Body extends z.ZodType>(
  needs: AgentOperation,
  body: Body,
  run: (body: z.infer<Body>, session: Session, workshop: Workshop) => Promise<object>,
): Operation {
  return {
    needs,
    run(given, session, workshop) {
      const { success, data } = body.safeParse(given)
      if (!success) throw new Refusal('malformed')
      return run(data, session, workshop)
    },
  }
}

export const fields = {
  serial: z.string().min(1).max(64),
  pin: z.string().min(1).max(64),
  confirmLastTry: z.boolean().optional(),
  orderNo: z.string().regex(/^[\w-]{1,64}$/),
  nonce: z.string().regex(/^[\w+/=-]{16,128}$/),
  base64: z.base64().max(32_768),
}

export const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
export const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

/** A ticket that names a key is good for that key only. */
export function checkSerial(session: Session, serial: string): void {
  if (session.tokenSerial !== null && session.tokenSerial !== serial) throw new Refusal('wrongKey')
}

/** What changes a key for an order needs a ticket for that key and that order. */
export function checkOrder(session: Session, { serial, orderNo }: { serial: string; orderNo: string }): void {
  if (session.tokenSerial === null || session.orderNo !== orderNo) throw new Refusal('notTicketed')
  checkSerial(session, serial)
}

/** The last try is for the person to decide; a locked key is not asked again. */
export function checkTries({ token }: Job, { tries }: Jobs, confirmLastTry: boolean | undefined): void {
  const pin = tries.state(token)
  if (pin.locked) throw new Refusal('pinLocked', pin)
  if (pin.finalTry && !confirmLastTry) throw new Refusal('pinLastTry', pin)
}
