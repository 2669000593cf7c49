/** Every way in which the agent says no, with its HTTP status. */
const statuses = {
  foreignHost: 421,
  foreignOrigin: 403,
  methodNotAllowed: 405,
  notJson: 415,
  tooLarge: 413,
  malformed: 400,
  notFound: 404,
  noTicket: 401,
  ticketInvalid: 401,
  ticketReplayed: 401,
  ticketOver: 401,
  ticketForAnother: 401,
  notTicketed: 403,
  busy: 409,
  pinIncorrect: 422,
  pinLastTry: 422,
  pinLocked: 422,
  pinLength: 422,
  pinWeak: 422,
  tokenRemoved: 422,
  tokenNotFound: 422,
  severalTokens: 422,
  keyNotFound: 422,
  full: 422,
  wrongKey: 422,
  unlockInvalid: 422,
  soPinIncorrect: 422,
  soPinLastTry: 422,
  soPinLocked: 422,
  certificateMismatch: 422,
  unexpected: 500,
} as const

export type RefusalCode = keyof typeof statuses

export interface PinState {
  /** So many tries are left at most. */
  atMost: number
  finalTry: boolean
  locked: boolean
}

/** A refusal as the page gets it: a code, and the state of the PIN where that is the reason. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly status: number
  readonly pin: PinState | undefined
  constructor(code: RefusalCode, pin?: PinState) {
    super(code)
    this.code = code
    this.status = statuses[code]
    this.pin = pin
  }
}
