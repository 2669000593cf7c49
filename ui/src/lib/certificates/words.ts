import type { components } from '#lib/api/schema.d.ts'
import { m } from '#lib/paraglide/messages.js'

// Machine words about certificates in the reader's language.

export type PublicCertificate = components['schemas']['PublicCertificate']
export type HolderCertificate = components['schemas']['HolderCertificate']
export type Standing = PublicCertificate['standing']
export type Reason = NonNullable<PublicCertificate['reason']>

export const standingWords: Record<Standing, () => string> = {
  prepared: m.pki_standing_prepared,
  issued: m.pki_standing_issued,
  active: m.pki_standing_active,
  held: m.pki_standing_held,
  revoked: m.pki_standing_revoked,
  expired: m.pki_standing_expired,
}

/** What a standing means for whoever relies on the certificate, in a sentence. */
export const standingTexts: Record<Standing, () => string> = {
  prepared: m.pki_issued_text,
  issued: m.pki_issued_text,
  active: m.pki_good_text,
  held: m.pki_held_text,
  revoked: m.pki_revoked_text,
  expired: m.pki_expired_text,
}

export const standingTone: Record<Standing, 'good' | 'warn' | 'info' | 'bad' | 'quiet'> = {
  prepared: 'info',
  issued: 'info',
  active: 'good',
  held: 'warn',
  revoked: 'bad',
  expired: 'quiet',
}

export const reasonNames: Record<Reason, () => string> = {
  unspecified: m.pki_reason_unspecified,
  keyCompromise: m.pki_reason_keyCompromise,
  affiliationChanged: m.pki_reason_affiliationChanged,
  superseded: m.pki_reason_superseded,
  cessationOfOperation: m.pki_reason_cessationOfOperation,
  certificateHold: m.pki_reason_certificateHold,
  privilegeWithdrawn: m.pki_reason_privilegeWithdrawn,
}

/** A serial number in groups of four, to be compared by eye. */
export const grouped = (serial: string) => serial.toUpperCase().replace(/.{4}(?=.)/g, '$& ')
