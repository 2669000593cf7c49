import graphene from 'graphene-pk11'
import { guarded, loadModule, rescan, slotOf, TokenError, tokenSlots, withSession } from './pkcs11.ts'
import type { AtToken, TokenDriver } from './token-driver.ts'
import {
  algorithmOfObject,
  createCertificate,
  destroyPair,
  generatePair,
  pairId,
  privateKey,
  readContents,
  relabel,
} from './token-objects.ts'

// A USB key (UKEY) through whatever PKCS#11 module its vendor gives.

/** Uses the tokens of one PKCS#11 module. One job at a time: login state belongs to the whole process. */
export function openTokenDriver(modulePath: string): TokenDriver {
  const module = loadModule(modulePath)

  const asUser = <T>({ serial, pin }: AtToken, work: (session: graphene.Session) => T): T =>
    withSession(slotOf(module, serial), { pin, as: graphene.UserType.USER }, work)

  const setPins: TokenDriver['setPins'] = ({ serial, soPins, nextSoPin, userPin }) => {
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
    list() {
      return guarded(() => {
        rescan(module)
        return tokenSlots(module).map((slot) => {
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
        })
      })
    },

    personalise({ serial, factorySoPin, soPin, userPin }) {
      setPins({ serial, soPins: [factorySoPin], nextSoPin: soPin, userPin })
    },

    setPins,

    changePin({ serial, pin, newPin }) {
      asUser({ serial, pin }, (session) => session.setPin(pin, newPin))
    },

    generateKeyPair({ label, rule, ...at }) {
      return asUser(at, (session) => generatePair(session, label, rule))
    },

    writeCertificate({ label, der, ...at }) {
      asUser(at, (session) => {
        const id = pairId(label).toString('hex')
        if (readContents(session).certificates.some((known) => known.id === id)) return
        createCertificate(session, label, der)
      })
    },

    contents(serial) {
      return withSession(slotOf(module, serial), undefined, readContents)
    },

    relabelPair({ id, label, ...at }) {
      asUser(at, (session) => relabel(session, bytesOf(id), label))
    },

    destroyPair({ id, ...at }) {
      asUser(at, (session) => destroyPair(session, bytesOf(id)))
    },

    sign({ data, ...at }) {
      const id = 'id' in at ? bytesOf(at.id) : pairId(at.label)
      return asUser(at, (session) => {
        const key = privateKey(session, id)
        if (!key) throw new TokenError('keyNotFound')
        return algorithmOfObject(key).token.sign(session, key, data)
      })
    },
  }
}
