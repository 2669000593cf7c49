// 使用清单: the words of the monthly list of uses.
import type { AuthorisationPurpose } from './authorisation.ts'
import en from './messages/en/uses.json' with { type: 'json' }
import zh from './messages/zh-CN/uses.json' with { type: 'json' }
import { fillTemplate } from './notice-words.ts'
import type { Language } from './notices.ts'
import { usesMailRules } from './uses.ts'
import { beijingTime } from './working-days.ts'

type Words = Record<AuthorisationPurpose, string> &
  Record<'certificate' | 'use' | 'client' | 'typedFrom' | 'sentTo' | 'none' | 'more' | 'last', string>
// Words that one language lacks fail the type check here.
const words: Record<Language, Words> = { zh, en }

/** One use: what for, when, by a code to which phone (masked) and typed in from where. */
export interface KeyUse {
  at: Date
  purpose: AuthorisationPurpose
  phone: string
  address: string | null
  /** Names of what was signed. */
  documents: readonly string[]
  /** The other system that had hashes signed, and how many. */
  client: string | null
  count: number
}

/** The uses of certificates as text, the latest first; `isLast`: there is nothing more to tell of in other months. */
export function usesText(
  certificates: readonly { serial: string; uses: readonly KeyUse[] }[],
  language: Language,
  isLast: boolean,
): string {
  const say = words[language]
  const line = ({ at, purpose, phone, address, documents, client, count }: KeyUse) =>
    [
      fillTemplate(say.use, { at: beijingTime(at), purpose: say[purpose] }),
      ...documents,
      ...(client === null ? [] : [fillTemplate(say.client, { client, count: String(count) })]),
      fillTemplate(address === null ? say.sentTo : say.typedFrom, { phone, address: address ?? '' }),
    ].join('\n  ')
  const used = certificates.filter(({ uses }) => uses.length > 0)
  const blocks = used.map(({ serial, uses }) =>
    [
      fillTemplate(say.certificate, { serial }),
      ...uses.slice(0, usesMailRules.most).map(line),
      ...(uses.length > usesMailRules.most ? [say.more] : []),
    ].join('\n'),
  )
  return [...(blocks.length > 0 ? blocks : [say.none]), ...(isLast ? [say.last] : [])].join('\n\n')
}
