import { plainCode, plainMobile, plainName } from '../domain/typed-text.ts'
import { fingerprint } from './encryption.ts'
import { operatorFingerprint } from './operators.ts'

interface Person {
  name?: string
  phone?: string
  idNumber?: string
}

/** Fingerprints of all people in a form, by which staff find the order again: names, phones, identity numbers. */
export function peopleFingerprints(typed: unknown): string[] {
  const { organisation: _, ...people } = (typed ?? {}) as Record<string, Person | undefined>
  const all = Object.values(people).flatMap((person) => [
    ...(person?.name ? [fingerprint('name', person.name)] : []),
    ...(person?.phone ? [fingerprint('phone', person.phone)] : []),
    ...(person?.idNumber ? [operatorFingerprint(person.idNumber)] : []),
  ])
  return [...new Set(all)]
}

/** The fingerprints that a text has among those, whatever of a person it is. */
export function fingerprintsOf(text: string): string[] {
  return [
    fingerprint('name', plainName(text)),
    fingerprint('phone', plainMobile(text)),
    operatorFingerprint(plainCode(text)),
  ]
}
