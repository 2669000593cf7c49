import graphene from 'graphene-pk11'
import { guarded, loadModule, rescan, slotOf, TokenError, tokenSlots, withSession } from './pkcs11.ts'
import type { KeyRule } from './algorithms.ts'
import {
  algorithmOfObject,
  createCertificate,
  destroyPair,
  generatePair,
  pairId,
  privateKey,
  readContents,
  relabel,
  type KeyEvidence,
  type TokenContents,
} from './token-objects.ts'

// What we do with a USB key (UKEY), through whatever PKCS#11 module its vendor gives.

export interface TokenInfo {
  serial: string
  label: string
  model: string
  /** False for a key nobody has formatted. */
  initialised: boolean
  pin: { set: boolean; countLow: boolean; finalTry: boolean; locked: boolean }
  soPin: { finalTry: boolean; locked: boolean }
}

export type TokenDriver = ReturnType<typeof openTokenDriver>

interface AtToken {
  serial: string
  pin: string
}

/** Uses the tokens of one PKCS#11 module. One job at a time: login state belongs to the whole process. */
export function openTokenDriver(modulePath: string) {
  const module = loadModule(modulePath)

  const asUser = <T>({ serial, pin }: AtToken, work: (session: graphene.Session) => T): T =>
    withSession(slotOf(module, serial), { pin, as: graphene.UserType.USER }, work)
  /**
   * Sets a new user PIN with the SO PIN, and changes that to the next one. A key that has the next one already keeps it.
   * Gives which the key took. Each is tried once, in this order, and the last try never: wrong SO PINs end in scrap.
   */
  function setPins(request: { serial: string; soPins: string[]; nextSoPin: string; userPin: string }) {
    const { serial, soPins, nextSoPin, userPin } = request
    for (const candidate of new Set([...soPins, nextSoPin])) {
      const slot = slotOf(module, serial)
      if ((slot.getToken().flags & graphene.TokenFlag.SO_PIN_FINAL_TRY) !== 0) break
      try {
        withSession(slot, { pin: candidate, as: graphene.UserType.SO }, (session) => {
          session.initPin(userPin)
          if (candidate !== nextSoPin) session.setPin(candidate, nextSoPin)
        })
        return candidate === nextSoPin ? 'next' : 'earlier'
      } catch (error) {
        if (!(error instanceof TokenError) || error.fault !== 'pinIncorrect') throw error
      }
    }
    throw new TokenError('pinIncorrect', 'SO PIN')
  }

  const bytesOf = (id: string) => Buffer.from(id, 'hex')

  return {
    /** Keys that are plugged in now. */
    list(): TokenInfo[] {
      rescan(module)
      return guarded(() =>
        tokenSlots(module).map((slot) => {
          const token = slot.getToken()
          const has = (flag: graphene.TokenFlag) => (token.flags & flag) !== 0
          return {
            serial: token.serialNumber.trim(),
            label: token.label.trim(),
            model: token.model.trim(),
            initialised: has(graphene.TokenFlag.TOKEN_INITIALIZED),
            pin: {
              set: has(graphene.TokenFlag.USER_PIN_INITIALIZED),
              countLow: has(graphene.TokenFlag.USER_PIN_COUNT_LOW),
              finalTry: has(graphene.TokenFlag.USER_PIN_FINAL_TRY),
              locked: has(graphene.TokenFlag.USER_PIN_LOCKED),
            },
            soPin: {
              finalTry: has(graphene.TokenFlag.SO_PIN_FINAL_TRY),
              locked: has(graphene.TokenFlag.SO_PIN_LOCKED),
            },
          }
        }),
      )
    },

    /**
     * Gives a blank key its PINs: the vendor's SO PIN is replaced and the user PIN set. Knows a key whose SO PIN was
     * replaced already, so a try that died half-way can be repeated.
     */
    personalise(request: { serial: string; factorySoPin: string; soPin: string; userPin: string }): void {
      const { serial, factorySoPin, soPin, userPin } = request
      setPins({ serial, soPins: [factorySoPin], nextSoPin: soPin, userPin })
    },

    setPins,

    changePin({ serial, pin, newPin }: AtToken & { newPin: string }): void {
      asUser({ serial, pin }, (session) => session.setPin(pin, newPin))
    },

    /** Makes the key pair on the token; a repeated call finds the pair made before. */
    generateKeyPair({ label, rule, ...at }: AtToken & { label: string; rule: KeyRule }): KeyEvidence {
      return asUser(at, (session) => generatePair(session, label, rule))
    },

    /** Writes a certificate beside its key pair; where one is already, nothing changes. */
    writeCertificate({ label, der, ...at }: AtToken & { label: string; der: Uint8Array }): void {
      asUser(at, (session) => {
        const id = pairId(label).toString('hex')
        if (readContents(session).certificates.some((known) => known.id === id)) return
        createCertificate(session, label, der)
      })
    },

    /** Certificates on a key and the labels of its pairs; anybody may read them. */
    contents(serial: string): TokenContents {
      return withSession(slotOf(module, serial), undefined, readContents)
    },

    /** Gives the pair with this id another label. Repeating it changes nothing. */
    relabelPair({ id, label, ...at }: AtToken & { id: string; label: string }): void {
      asUser(at, (session) => relabel(session, bytesOf(id), label))
    },

    /** Destroys the pair with this id and its certificate. Repeating it changes nothing. */
    destroyPair({ id, ...at }: AtToken & { id: string }): void {
      asUser(at, (session) => destroyPair(session, bytesOf(id)))
    },

    /** Signs with the pair that was made under this label, or has this id, by the algorithm of its keys. */
    sign({ data, ...at }: AtToken & { data: Uint8Array } & ({ label: string } | { id: string })): Uint8Array {
      const id = 'id' in at ? bytesOf(at.id) : pairId(at.label)
      return asUser(at, (session) => {
        const key = privateKey(session, id)
        if (!key) throw new TokenError('keyNotFound')
        return algorithmOfObject(key).token.sign(session, key, data)
      })
    },
  }
}
