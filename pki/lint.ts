import type { IssuerId } from '../domain/certificate-kinds.ts'
import type { Issuer } from './certificate.ts'
import { certificateFaults, type CertificateWanted } from './lint-certificate.ts'
import { crlFaults } from './lint-crl.ts'

// The gate before a CA's signature. The linter reads the very bytes that are to be signed and hands out a token for
// them; `Hsm.sign` takes nothing else, and each token once.

declare const linted: unique symbol
/** Bytes that the linter has passed. Says nothing itself; only `redeem` knows what it stands for. */
export interface Linted {
  readonly [linted]: IssuerId
}

interface ToBeSigned {
  tbs: Uint8Array
  issuer: Issuer
}

/** What must not be signed, and why. */
export class LintError extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(`must not be signed: ${faults.join('; ')}`)
    this.name = 'LintError'
    this.faults = faults
  }
}

const passed = new WeakMap<Linted, ToBeSigned>()

function pass(faults: string[], tbs: Uint8Array, issuer: Issuer): Linted {
  if (faults.length > 0) throw new LintError(faults)
  const token = Object.freeze({}) as Linted
  passed.set(token, { tbs, issuer })
  return token
}

/** Passes a certificate (TBSCertificate, DER) that keeps every rule of its profile. @throws LintError. */
export function lintCertificate(tbs: Uint8Array, wanted: CertificateWanted): Linted {
  // A copy: whoever gave the bytes cannot change them between here and the signature.
  const bytes = Uint8Array.from(tbs)
  return pass(certificateFaults(bytes, wanted), bytes, wanted.issuer)
}

/** Passes a CRL (TBSCertList, DER) of an issuer. @throws LintError. */
export function lintCrl(tbs: Uint8Array, wanted: { issuer: Issuer; number: number }): Linted {
  const bytes = Uint8Array.from(tbs)
  return pass(crlFaults(bytes, wanted), bytes, wanted.issuer)
}

/** For the HSM: what a token stands for, once. @throws Error for a second time, and for whatever the linter did not give. */
export function redeem(token: Linted): ToBeSigned {
  const content = passed.get(token)
  if (!content) throw new Error('a CA signs only what the linter has passed, and once')
  passed.delete(token)
  return content
}
