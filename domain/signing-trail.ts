// 签署记录: what became of documents that were to be signed, in words for whoever holds the paper in hands.
import { authorisationRules } from './authorisation.ts'
import type { signing } from './kinds/signing.ts'
import type { signingRequest } from './kinds/signing-request.ts'
import en from './messages/en/trail.json' with { type: 'json' }
import zh from './messages/zh-CN/trail.json' with { type: 'json' }
import { fillTemplate } from './notice-words.ts'
import type { Language } from './notices.ts'
import { beijingSecond } from './working-days.ts'

export type TrailState = keyof typeof signing.states | keyof typeof signingRequest.states
type Move = (typeof signing | typeof signingRequest)['moves'][number]['event']

/** Moves that the rows of a signer tell better: who, by which phone, from where. */
export const toldBySigners = ['signed', 'declined', 'delegated', 'signerUrged'] as const satisfies Move[]

export type TrailEvent =
  | Exclude<Move, (typeof toldBySigners)[number]>
  | 'begun'
  | 'asked'
  | 'opened'
  | 'codeSent'
  | 'signed'
  | 'declined'
  | 'declinedWhy'
  | 'delegated'
  | 'urged'

// A state or an event that one language lacks fails the type check here.
type Words = Omit<typeof zh, 'states' | 'events'> & {
  states: Record<TrailState, string>
  events: Record<TrailEvent, string>
}
const words: Record<Language, Words> = { zh, en }

export interface TrailEntry {
  at: Date
  /** A signer by number, from 1. */
  who: 'sender' | 'system' | number
  event: TrailEvent
  /** For the placeholders of its words. */
  values?: Record<string, string>
  /** Where a code was typed in; null once that is purged. */
  address?: string | null
}

export interface TrailFacts {
  no: string
  sender: string
  state: TrailState
  until: Date | null
  documents: {
    name: string
    pages: number
    sha256: string
    signedSha256: string | null
    stampedAt: Date | null
  }[]
  /** In the order of their numbers. */
  signers: {
    holder: string
    name: string
    phone: string
    serial: string
    signedAt: Date | null
    declinedAt: Date | null
  }[]
  entries: TrailEntry[]
}

type Line = readonly [label: string, text: string]

/** What is printed: titles, and lines of label and text. Hashes and serial numbers are in hex. */
export interface TrailSheet {
  lang: 'zh' | 'en'
  no: string
  title: string
  made: string
  facts: Line[]
  sections: { title: string; empty: string; items: { title: string; lines: Line[] }[] }[]
  course: { title: string; columns: string[]; rows: string[][] }
  paragraphs: Line[]
}

/**
 * The trail in one language.
 * @param at when it is made
 * @param site address at which anybody verifies it
 */
export function describeTrail(
  { no, sender, state, until, documents, signers, entries }: TrailFacts,
  { language, at, site }: { language: Language; at: Date; site: string },
): TrailSheet {
  const w = words[language]
  const time = (when: Date) => ({ time: beijingSecond(when) })
  const who = (one: TrailEntry['who']) =>
    typeof one === 'number'
      ? fillTemplate(w.whoSigner, { number: String(one) })
      : { sender: w.whoSender, system: w.whoSystem }[one]
  const from = (address: string | null) =>
    address === null ? w.addressGone : fillTemplate(w.addressFrom, { address })
  const outcome = ({ signedAt, declinedAt }: TrailFacts['signers'][number]) => {
    if (signedAt) return fillTemplate(w.signedAt, time(signedAt))
    return declinedAt ? fillTemplate(w.declinedAt, time(declinedAt)) : w.unsigned
  }
  const { lifeSeconds, tries } = authorisationRules

  return {
    ...{ lang: language, no, title: w.title, made: fillTemplate(w.made, time(at)) },
    facts: [
      [w.order, no],
      [w.sender, sender],
      [w.state, w.states[state]],
      ...(until ? [[w.until, beijingSecond(until)] as const] : []),
    ],
    sections: [
      {
        ...{ title: w.documents, empty: w.documentsGone },
        items: documents.map(({ name, pages, sha256, signedSha256, stampedAt }) => ({
          title: fillTemplate(w.document, { name, pages: String(pages) }),
          lines: [
            [w.uploadedHash, sha256],
            [w.signedHash, signedSha256 ?? w.unsignedDocument],
            ...(stampedAt ? [['', fillTemplate(w.stamped, time(stampedAt))] as const] : []),
          ],
        })),
      },
      {
        ...{ title: w.signers, empty: w.signersGone },
        items: signers.map((signer, index) => ({
          title: fillTemplate(w.signer, { number: String(index + 1), holder: signer.holder }),
          lines: [
            [w.signerPerson, `${signer.name} ${signer.phone}`],
            [w.serial, signer.serial],
            [w.standing, outcome(signer)],
          ],
        })),
      },
    ],
    course: {
      title: w.course,
      columns: Object.values(w.columns),
      rows: entries
        .toSorted((a, b) => a.at.getTime() - b.at.getTime())
        .map((entry) => [
          beijingSecond(entry.at),
          who(entry.who),
          fillTemplate(w.events[entry.event], {
            ...entry.values,
            ...(entry.address !== undefined && { from: from(entry.address) }),
          }),
        ]),
    },
    paragraphs: [
      [w.codesTitle, fillTemplate(w.codes, { minutes: String(lifeSeconds / 60), tries: String(tries) })],
      [w.proofTitle, fillTemplate(w.proof, { site })],
    ],
  }
}
