import { authorityIssuer, delegateCertificate } from './authority.ts'
import { isSignedByKey, publicKeyOf } from './algorithms.ts'
import type { Hsm } from './hsm.ts'
import {
  assembleOcspAnswer,
  OcspFault,
  ocspFault,
  prepareOcspAnswer,
  readOcspRequest,
  type CertificateStatus,
} from './ocsp.ts'
import { ocspAnswerMinutes } from './profiles.ts'

const MINUTE = 60_000

/** How certificates stand now, by serial number; in the order that they were asked for. */
export type StatusLookup = (serials: string[]) => Promise<CertificateStatus[]>

/**
 * Answers OCSP requests for the issuing CA by its responder’s key in the HSM. Never throws: a fault of ours is told
 * to `onError`, and to the asker as internalError.
 */
export function ocspResponder(hsm: Hsm, lookUp: StatusLookup, onError: (error: unknown) => void) {
  const issuer = authorityIssuer(hsm, 'issuing')

  return async (request: Uint8Array, now: Date): Promise<Uint8Array> => {
    try {
      const question = readOcspRequest(request, issuer)
      const statuses = await lookUp(question.asked.map(({ serial }) => serial))
      // Read each time: the certificate is renewed while this runs.
      const certificate = delegateCertificate(hsm, 'ocspResponder')
      const responderSpki = publicKeyOf(certificate)
      const nextUpdate = new Date(now.getTime() + ocspAnswerMinutes * MINUTE)
      const tbs = prepareOcspAnswer({ question, statuses, responderSpki, thisUpdate: now, nextUpdate })
      const signature = hsm.signAs('ocspResponder', tbs)
      if (!isSignedByKey(responderSpki, tbs, signature)) throw new Error('the HSM signed with another key')
      return assembleOcspAnswer(tbs, signature, certificate)
    } catch (error) {
      if (error instanceof OcspFault) return ocspFault(error.status)
      onError(error)
      return ocspFault('internalError')
    }
  }
}
