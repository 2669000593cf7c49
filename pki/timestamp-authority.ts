import { X509Certificate } from 'node:crypto'
import { isSignedByKey, publicKeyOf } from './algorithms.ts'
import { authorityCertificate, delegateCertificate } from './authority.ts'
import { assembleSignedData, prepareSignedAttributes } from './cms.ts'
import type { Hsm } from './hsm.ts'
import { newSerial } from './serial.ts'
import {
  prepareTimestamp,
  readTimestampQuery,
  timestampRejection,
  TimestampRefusal,
  timestampReply,
  TST_INFO,
} from './timestamp.ts'

/** What time it is; undefined when the clock is not known to be right. */
export type KnownClock = () => Date | undefined

const isWithin = (certificate: Uint8Array, at: Date) => {
  const { validFromDate, validToDate } = new X509Certificate(certificate)
  return at >= validFromDate && at <= validToDate
}

/**
 * Answers queries for time stamps by its key in the HSM (RFC 3161, with the certificate named as in RFC 5816). Never
 * throws: a fault of ours is told to `onError`, and to the asker as systemFailure.
 */
export function timestampAuthority(
  hsm: Hsm,
  { policy, clock }: { policy: string; clock: KnownClock },
  onError: (error: unknown) => void,
) {
  const issuing = authorityCertificate(hsm, 'issuing')

  function stamp(query: Uint8Array): Uint8Array {
    const asked = readTimestampQuery(query)
    if (asked.policy && asked.policy !== policy) throw new TimestampRefusal('unacceptedPolicy')
    // Read each time: the certificate is renewed while this runs.
    const certificate = delegateCertificate(hsm, 'timestampAuthority')
    const at = clock()
    if (!at || !isWithin(certificate, at)) throw new TimestampRefusal('timeNotAvailable')
    const content = prepareTimestamp({ query: asked, policy, serial: newSerial(), at, certificate })
    const attributes = prepareSignedAttributes({ contentType: TST_INFO, content, certificate })
    const signature = hsm.signAs('timestampAuthority', attributes)
    if (!isSignedByKey(publicKeyOf(certificate), attributes, signature))
      throw new Error('the HSM signed with another key')
    // RFC 3161, 2.4.2: none when none is asked for.
    const enclosed = asked.certReq ? [certificate, issuing] : []
    return timestampReply(
      assembleSignedData({ contentType: TST_INFO, content, attributes, signature, certificate, enclosed }),
    )
  }

  return (query: Uint8Array): Uint8Array => {
    try {
      return stamp(query)
    } catch (error) {
      if (error instanceof TimestampRefusal) return timestampRejection(error.failure)
      onError(error)
      return timestampRejection('systemFailure')
    }
  }
}
