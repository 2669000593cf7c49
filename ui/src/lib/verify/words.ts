import CircleCheck from '@lucide/svelte/icons/circle-check'
import CircleHelp from '@lucide/svelte/icons/circle-question-mark'
import CircleX from '@lucide/svelte/icons/circle-x'
import Info from '@lucide/svelte/icons/info'
import TriangleAlert from '@lucide/svelte/icons/triangle-alert'
import type { components } from '#lib/api/schema.d.ts'
import { dateTime } from '#lib/format.ts'
import { grouped, standingWords } from '#lib/certificates/words.ts'
import { m } from '#lib/paraglide/messages.js'

// What was found in a signed document, in the reader's language.

export type DocumentVerification = components['schemas']['DocumentVerification']
export type VerifiedSignature = components['schemas']['VerifiedSignature']
type Verdict = DocumentVerification['verdict']
type Tone = 'good' | 'warn' | 'info' | 'bad'

export const verdicts: Record<
  Verdict,
  { tone: Tone; icon: typeof Info; title: () => string; text: () => string }
> = {
  genuine: {
    tone: 'good',
    icon: CircleCheck,
    title: m.verify_verdict_genuine,
    text: m.verify_verdict_genuine_text,
  },
  foreign: {
    tone: 'warn',
    icon: CircleHelp,
    title: m.verify_verdict_foreign,
    text: m.verify_verdict_foreign_text,
  },
  doubtful: {
    tone: 'warn',
    icon: TriangleAlert,
    title: m.verify_verdict_doubtful,
    text: m.verify_verdict_doubtful_text,
  },
  unverifiable: {
    tone: 'warn',
    icon: CircleHelp,
    title: m.verify_verdict_unverifiable,
    text: m.verify_verdict_unverifiable_text,
  },
  changed: {
    tone: 'bad',
    icon: CircleX,
    title: m.verify_verdict_changed,
    text: m.verify_verdict_changed_text,
  },
  unsigned: {
    tone: 'info',
    icon: Info,
    title: m.verify_verdict_unsigned,
    text: m.verify_verdict_unsigned_text,
  },
}

const faultWords: Record<NonNullable<VerifiedSignature['fault']>, () => string> = {
  malformed: m.verify_fault_malformed,
  broken: m.verify_fault_broken,
  unknownAlgorithm: m.verify_fault_unknownAlgorithm,
}
const afterWords: Record<VerifiedSignature['after'], () => string> = {
  nothing: m.verify_after_nothing,
  signatures: m.verify_after_signatures,
  marks: m.verify_after_marks,
  changes: m.verify_after_changes,
}
const thenWords: Record<VerifiedSignature['then'], () => string> = {
  valid: m.verify_then_valid,
  notYet: m.verify_then_notYet,
  expired: m.verify_then_expired,
  held: m.verify_then_held,
  revoked: m.verify_then_revoked,
  unknown: m.verify_then_unknown,
}

/** One word for a signature, beside its name. */
export function tagOf({ kind, fault, after, isOurs, stampedAt, then }: VerifiedSignature): {
  tone: Tone
  words: () => string
} {
  if (fault === 'unknownAlgorithm') return { tone: 'warn', words: m.verify_tag_unknown }
  if (fault) return { tone: 'bad', words: m.verify_tag_bad }
  if (after === 'changes') return { tone: 'bad', words: m.verify_tag_changed }
  const isProved = stampedAt !== null && (kind === 'timestamp' || then === 'valid')
  if (isOurs)
    return isProved
      ? { tone: 'good', words: m.verify_tag_good }
      : { tone: 'warn', words: m.verify_tag_doubtful }
  return { tone: 'warn', words: m.verify_tag_unknown }
}

/** When it was signed, and who says so. */
function timeWords({ stampedAt, claimedAt }: VerifiedSignature, locale: string): string {
  if (stampedAt) return m.verify_stamped({ time: dateTime(stampedAt, locale) })
  return claimedAt ? m.verify_claimed({ time: dateTime(claimedAt, locale) }) : m.verify_time_unknown()
}

/** What is known of a signature, line by line. */
export function factsOf(signature: VerifiedSignature, locale: string): [string, string][] {
  const { kind, fault, after, level, reason, certificate, isOurs, then, now } = signature
  const facts: [string, string][] = []
  if (certificate) {
    const { name, organisation, issuer: by, serial } = certificate
    const issuer = by ?? ''
    const who = kind === 'timestamp' ? m.verify_authority : fault ? m.verify_signer_said : m.verify_signer
    facts.push([who(), name ?? organisation ?? ''])
    if (organisation && organisation !== name) facts.push([m.verify_organisation(), organisation])
    const whose = isOurs ? m.verify_issuer_ours({ issuer }) : m.verify_issuer_other({ issuer })
    // Of what does not hold nobody knows by whom it is.
    facts.push([m.verify_issuer(), fault ? issuer : whose], [m.verify_serial(), grouped(serial)])
  }
  facts.push([kind === 'timestamp' ? m.verify_time() : m.verify_stamped_at(), timeWords(signature, locale)])
  if (reason) facts.push([m.verify_reason(), reason])
  facts.push([m.verify_content(), fault ? faultWords[fault]() : m.verify_content_intact()])
  if (fault) return facts
  facts.push([m.verify_after(), afterWords[after]()])
  if (kind === 'signature') facts.push([m.verify_then(), thenWords[then]()])
  if (now) facts.push([m.verify_now(), standingWords[now]()])
  if (level) facts.push([m.verify_level(), m.verify_level_text({ level })])
  return facts
}
