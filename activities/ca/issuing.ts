import { config } from '../../config.ts'
import type { DailyIssuerId } from '../../domain/certificate-kinds.ts'
import { authorityIssuer } from '../../pki/authority.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { urlsOf } from '../../pki/issuers.ts'
import { lintCertificate, LintError, type Linted } from '../../pki/lint.ts'
import type { CertificateWanted } from '../../pki/lint-certificate.ts'
import { policyOid, type Profile } from '../../pki/profiles.ts'
import { permanentFailure } from '../idempotency.ts'

/** What a certificate of a profile has to be under a version of the practice statement, and what it says of its CA. */
export function profileUnder<Of extends Profile & { id: Parameters<typeof policyOid>[1] }>(
  hsm: Hsm,
  profile: Of,
  issuer: DailyIssuerId,
  cpsVersion: string,
) {
  const { SITE_URL } = config('site')
  const { PKI_URL, POLICY_ARC } = config('authority')
  return {
    profile: { ...profile, policy: policyOid(POLICY_ARC, profile.id, cpsVersion) },
    issuer: authorityIssuer(hsm, issuer),
    urls: { ...urlsOf(issuer, PKI_URL), cps: `${SITE_URL}/cps/${cpsVersion}` },
  }
}

/** The linter's token for bytes to be signed. @throws ApplicationFailure InvalidInput for those that must not be. */
export function linted(tbs: Uint8Array, wanted: CertificateWanted): Linted {
  try {
    return lintCertificate(tbs, wanted)
  } catch (error) {
    if (error instanceof LintError) throw permanentFailure('InvalidInput', error.message)
    throw error
  }
}
