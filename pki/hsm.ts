import graphene from 'graphene-pk11'
import { algorithms, type KeyRule } from './algorithms.ts'
import { assemble, isSignedBy } from './certificate.ts'
import { issuers, serviceKeys, type ServiceKeyId } from './issuers.ts'
import { redeem, type Linted } from './lint.ts'
import { guarded, loadModule, TokenError, tokenSlots } from './pkcs11.ts'
import { algorithmOfObject, spkiOf } from './token-objects.ts'

/** A token of the CA's hardware security module: keys never leave it, everything else asks it to sign. */
export interface Hsm {
  /**
   * Signs what the linter has passed by the key of its CA, once. Gives the whole (Certificate or CertificateList, DER).
   * @throws Error for anything else, raw bytes too; TokenError keyNotFound when that CA's key is in another token.
   */
  sign(linted: Linted): Uint8Array
  /** Signs by a key that is no CA's. A repeated request may give another signature. */
  signAs(key: ServiceKeyId, data: Uint8Array): Uint8Array
  /** HMAC-SHA256 with a secret that stays inside. */
  hmac(secretLabel: string, data: Uint8Array): Uint8Array
  hasKey(keyLabel: string): boolean
  hasSecret(secretLabel: string): boolean
  generateKeyPair(label: string, rule: KeyRule): void
  generateSecret(label: string): void
  /** SubjectPublicKeyInfo, DER. */
  publicKey(keyLabel: string): Uint8Array
  /** Keeps the certificate in place of one that had this label. */
  storeCertificate(label: string, der: Uint8Array): void
  readCertificate(label: string): Uint8Array | undefined
  /** The same of other bytes that everybody may read. */
  storeData(label: string, value: Uint8Array): void
  readData(label: string): Uint8Array | undefined
  close(): void
}

export interface HsmLogin {
  /** Path of the PKCS#11 module. */
  module: string
  tokenLabel: string
  pin: string
}

/** A session at the token with this label, logged in. @throws TokenError tokenNotFound, pinIncorrect, pinLocked. */
export function logIn({ module: path, tokenLabel, pin }: HsmLogin): graphene.Session {
  const slot = tokenSlots(loadModule(path)).find(
    (candidate) => candidate.getToken().label.trim() === tokenLabel,
  )
  if (!slot) throw new TokenError('tokenNotFound', tokenLabel)
  return guarded(() => {
    const opened = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
    opened.login(pin, graphene.UserType.USER)
    return opened
  })
}

/** Logs in to the token with this label. @throws TokenError tokenNotFound, pinIncorrect, pinLocked. */
export function openHsm(login: HsmLogin): Hsm {
  const session = logIn(login)

  function find(objectClass: graphene.ObjectClass, label: string): graphene.SessionObject | undefined {
    const found = session.find({ class: objectClass, label })
    return found.length > 0 ? found.items(0) : undefined
  }

  function need(objectClass: graphene.ObjectClass, label: string): graphene.SessionObject {
    const object = find(objectClass, label)
    if (!object) throw new TokenError('keyNotFound', label)
    return object
  }

  function signBy(keyLabel: string, data: Uint8Array): Uint8Array {
    return guarded(() => {
      const key = need(graphene.ObjectClass.PRIVATE_KEY, keyLabel).toType<graphene.PrivateKey>()
      return algorithmOfObject(key).token.sign(session, key, data)
    })
  }

  /** Writes a public object in place of those that had its class and label. */
  function replace(template: graphene.ITemplate & { class: graphene.ObjectClass; label: string }): void {
    guarded(() => {
      const before = session.find({ class: template.class, label: template.label })
      const old = Array.from({ length: before.length }, (_, index) => before.items(index))
      session.create({ ...template, token: true, private: false })
      old.forEach((object) => object.destroy())
    })
  }

  function valueOf(objectClass: graphene.ObjectClass, label: string): Uint8Array | undefined {
    return guarded(() => {
      const object = find(objectClass, label)
      return object && new Uint8Array(object.getAttribute({ value: null }).value as Buffer)
    })
  }

  const secret = { token: true, private: true, sensitive: true, extractable: false } as const

  return {
    sign(linted) {
      const { tbs, issuer } = redeem(linted)
      const der = assemble(tbs, signBy(issuers[issuer.id].keyLabel, tbs))
      if (!isSignedBy(der, issuer.spki)) throw new Error('the HSM signed with another key')
      return der
    },
    signAs: (key, data) => signBy(serviceKeys[key].label, data),
    hmac(secretLabel, data) {
      return guarded(() => {
        const key = need(graphene.ObjectClass.SECRET_KEY, secretLabel).toType<graphene.SecretKey>()
        return new Uint8Array(session.createSign('SHA256_HMAC', key).once(Buffer.from(data)))
      })
    },
    hasKey: (keyLabel) => guarded(() => find(graphene.ObjectClass.PRIVATE_KEY, keyLabel) !== undefined),
    hasSecret: (label) => guarded(() => find(graphene.ObjectClass.SECRET_KEY, label) !== undefined),
    generateKeyPair(label, rule) {
      const id = Buffer.from(label)
      const { mechanism, publicKey } = algorithms[rule.algorithm].token.generate
      guarded(() =>
        session.generateKeyPair(
          mechanism,
          { label, id, token: true, verify: true, ...publicKey(rule) },
          { label, id, ...secret, sign: true },
        ),
      )
    },
    generateSecret(label) {
      guarded(() =>
        session.generateKey(graphene.KeyGenMechanism.GENERIC_SECRET, {
          label,
          ...secret,
          sign: true,
          verify: true,
          valueLen: 32,
        }),
      )
    },
    publicKey: (keyLabel) => guarded(() => spkiOf(need(graphene.ObjectClass.PUBLIC_KEY, keyLabel))),
    storeCertificate: (label, der) =>
      replace({
        class: graphene.ObjectClass.CERTIFICATE,
        certType: graphene.CertificateType.X_509,
        label,
        subject: Buffer.from(label),
        value: Buffer.from(der),
      }),
    readCertificate: (label) => valueOf(graphene.ObjectClass.CERTIFICATE, label),
    storeData: (label, value) =>
      replace({ class: graphene.ObjectClass.DATA, label, value: Buffer.from(value) }),
    readData: (label) => valueOf(graphene.ObjectClass.DATA, label),
    close() {
      guarded(() => {
        session.logout()
        session.close()
      })
    },
  }
}
