import type { KeyRule } from './algorithms.ts'
import type { KeyEvidence, TokenContents } from './token-objects.ts'

// What we do with a USB key (UKEY), whatever its vendor's interface is. pki/token.ts does it through PKCS#11.

export interface TokenInfo {
  serial: string
  label: string
  model: string
  /** False for a key nobody has formatted. */
  initialised: boolean
  pin: { set: boolean; countLow: boolean; finalTry: boolean; locked: boolean }
  soPin: { finalTry: boolean; locked: boolean }
}

/** A key and its user's PIN. */
export interface AtToken {
  serial: string
  pin: string
}

/** The tokens of one module. One job at a time: login state belongs to the whole process. Each may throw TokenError. */
export interface TokenDriver {
  /** Keys that are plugged in now. */
  list(): TokenInfo[]
  /**
   * Gives a blank key its PINs: the vendor's SO PIN is replaced and the user PIN set. Knows a key whose SO PIN was
   * replaced already, so a try that died half-way can be repeated.
   */
  personalise(request: { serial: string; factorySoPin: string; soPin: string; userPin: string }): void
  /**
   * Sets a new user PIN with the SO PIN, and changes that to the next one. A key that has the next one already keeps
   * it. Gives which the key took. Each is tried once, in this order, and the last try never: wrong SO PINs end in scrap.
   */
  setPins(request: {
    serial: string
    soPins: string[]
    nextSoPin: string
    userPin: string
  }): 'earlier' | 'next'
  changePin(request: AtToken & { newPin: string }): void
  /** Makes a key pair on the token; a repeated call finds the pair made before. */
  generateKeyPair(request: AtToken & { label: string; rule: KeyRule }): KeyEvidence
  /** Writes a certificate beside its key pair; where one is already, nothing changes. */
  writeCertificate(request: AtToken & { label: string; der: Uint8Array }): void
  /** Certificates on a key and the labels of its pairs; anybody may read them. */
  contents(serial: string): TokenContents
  /** Gives the pair with this id another label. Repeating it changes nothing. */
  relabelPair(request: AtToken & { id: string; label: string }): void
  /** Destroys the pair with this id and its certificate. Repeating it changes nothing. */
  destroyPair(request: AtToken & { id: string }): void
  /** Signs with the pair that was made under this label, or has this id, by the algorithm of its keys. */
  sign(request: AtToken & { data: Uint8Array } & ({ label: string } | { id: string })): Uint8Array
}
