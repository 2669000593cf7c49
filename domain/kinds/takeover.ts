import type { KindDescription, Move, States } from './description.ts'

const states = { completed: null } as const satisfies States

type State = keyof typeof states

/**
 * 证书迁入: a certificate of an earlier system, with what that knew of its holder (docs/takeover.md). Nothing happens in
 * such an order, so no process runs for it: what follows begins with the certificate, like after any other.
 */
export const takeover = {
  title: '证书迁入',
  states,
  first: 'completed',
  moves: [] as const satisfies Move<State>[],
  stages: {},
  succeeds: ['completed'],
  tells: {},
  codes: {},
  depositCode: null,
  deadlines: {},
  copiesForm: false,
  takesMaterials: false,
  makesKey: false,
  hostsKey: false,
  writesKeyInHand: false,
  besideOthersOnKey: false,
  oncePerCertificate: false,
  followsHosted: false,
} as const satisfies KindDescription<State, never>
