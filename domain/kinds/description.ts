import type { NoticeId, SmsNoticeId } from '../notices.ts'

/** Who moves an order, or whose move it waits for. */
export const roles = [
  'applicant',
  'signer',
  'reviewer',
  'keyStation',
  'support',
  'courier',
  'payment',
  'bank',
  'system',
] as const
export type Role = (typeof roles)[number]

/** The states of a kind, each with whose move an order waits for in it; nobody's once it has ended. */
export type States = Readonly<Record<string, Role | null>>

export interface Move<State extends string = string> {
  event: string
  from: readonly State[]
  /** Where it leads; absent when the order stays where it is. */
  to?: State
  by: Role
}

/** What an applicant is told of the way of an order, one after the other. */
export const stages = [
  'application',
  'verification',
  'risk',
  'report',
  'hold',
  'confirmation',
  'approval',
  'newPin',
  'payment',
  'review',
  'making',
  'mailing',
  'issuing',
  'activation',
  'documents',
  'signature',
  'stamping',
  'writing',
  'sealMaking',
] as const
export type Stage = (typeof stages)[number]

/** All that the house knows of a kind of order. What it costs, and what it gives, a product says. */
export interface KindDescription<State extends string, Event extends string> {
  /** What stands before its number in the Temporal UI. */
  title: string
  states: Readonly<Record<State, Role | null>>
  /** How it begins. */
  first: State
  moves: readonly Move<State>[]
  /** The way that an order goes, in its order: its stages, each with its states, the one that it begins with first. */
  stages: Readonly<Partial<Record<Stage, readonly State[]>>>
  /** The states in which it has come to what it was begun for. */
  succeeds: readonly State[]
  /** Who is told when an order moves. Codes, passwords, invoices and reminders have moments of their own. */
  tells: Readonly<Partial<Record<Event, readonly NoticeId[]>>>
  /** What verification codes are for in it, and the SMS that each comes in; null: in the memo of a transfer. */
  codes: Readonly<Record<string, SmsNoticeId | null>>
  /** What the code in the memo of its 1-cent transfer is called; null where none is sent. */
  depositCode: string | null
  /** How long it waits for people, besides what it shares with others (domain/deadlines.ts). */
  deadlines: Readonly<Record<string, number>>
  /** Its form is only a copy of an older order's. */
  copiesForm: boolean
  /** The documents of its product are uploaded to it. */
  takesMaterials: boolean
  /** A new key is made and sent, whose password goes where the identity was proved. */
  makesKey: boolean
  /** A key pair is made and kept in the HSM for the holder, who uses it by codes to a phone. */
  hostsKey: boolean
  /** Its certificate goes into the key in the applicant's hand; whoever has that and its PIN is its holder. */
  writesKeyInHand: boolean
  /** It works on a key in the applicant's hand beside another order that does; others wait for each other. */
  besideOthersOnKey: boolean
  /** A certificate is in one such order at a time. */
  oncePerCertificate: boolean
  /**
   * It is about a hosted certificate, whose signer agrees to it by a code; a certificate is in one of all these at a time.
   * What its form says counts once it has come to its end.
   */
  followsHosted: boolean
}
