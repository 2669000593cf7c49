import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import graphene from 'graphene-pk11'
import { rsaSpki } from './hsm.ts'
import { guarded, loadModule, rescan, slotOf, TokenError, tokenSlots, withSession } from './pkcs11.ts'

// What we do with a USB key (UKEY), through whatever PKCS#11 module its vendor gives.

const KEY_BITS = 2048

export interface TokenInfo {
  serial: string
  label: string
  model: string
  /** False for a key nobody has formatted. */
  initialised: boolean
  pin: { set: boolean; countLow: boolean; finalTry: boolean; locked: boolean }
}

export type TokenDriver = ReturnType<typeof openTokenDriver>

/** Proof that a private key was made on the token and cannot leave it (PKCS#11 3.1, 4.9). */
export interface KeyEvidence {
  spki: Uint8Array
  attributes: { local: boolean; sensitive: boolean; alwaysSensitive: boolean; neverExtractable: boolean }
}

/** Uses the tokens of one PKCS#11 module. One job at a time: login state belongs to the whole process. */
export function openTokenDriver(modulePath: string) {
  const module = loadModule(modulePath)
  const user = (pin: string) => ({ pin, as: graphene.UserType.USER })
  const securityOfficer = (pin: string) => ({ pin, as: graphene.UserType.SO })

  function findOne(session: graphene.Session, objectClass: graphene.ObjectClass, label: string) {
    const found = session.find({ class: objectClass, label })
    return found.length > 0 ? found.items(0) : undefined
  }

  function evidence(session: graphene.Session, label: string): KeyEvidence | undefined {
    const publicKey = findOne(session, graphene.ObjectClass.PUBLIC_KEY, label)
    const privateKey = findOne(session, graphene.ObjectClass.PRIVATE_KEY, label)
    if (!publicKey || !privateKey) return undefined
    const flags = privateKey.getAttribute({
      local: null,
      sensitive: null,
      alwaysSensitive: null,
      neverExtractable: null,
    })
    const { local, sensitive, alwaysSensitive, neverExtractable } = flags as KeyEvidence['attributes']
    return { spki: rsaSpki(publicKey), attributes: { local, sensitive, alwaysSensitive, neverExtractable } }
  }

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
      const withSoPin = (current: string) =>
        withSession(slotOf(module, serial), securityOfficer(current), (session) => {
          session.initPin(userPin)
          if (current !== soPin) session.setPin(current, soPin)
        })
      try {
        withSoPin(factorySoPin)
      } catch (error) {
        if (!(error instanceof TokenError) || error.fault !== 'pinIncorrect') throw error
        withSoPin(soPin)
      }
    },

    /** Makes the key pair on the token; a repeated call finds the pair made before. */
    generateKeyPair({ serial, pin, label }: { serial: string; pin: string; label: string }): KeyEvidence {
      return withSession(slotOf(module, serial), user(pin), (session) => {
        const known = evidence(session, label)
        if (known) return known
        const id = Buffer.from(label)
        session.generateKeyPair(
          graphene.KeyGenMechanism.RSA,
          {
            label,
            id,
            token: true,
            verify: true,
            modulusBits: KEY_BITS,
            publicExponent: Buffer.from([1, 0, 1]),
          },
          { label, id, token: true, private: true, sensitive: true, extractable: false, sign: true },
        )
        return evidence(session, label)!
      })
    },

    /** Writes a certificate beside its key pair; writing the same one again changes nothing. */
    writeCertificate(request: { serial: string; pin: string; label: string; der: Uint8Array }): void {
      const { serial, pin, label, der } = request
      const certificate = new X509Certificate(der)
      withSession(slotOf(module, serial), user(pin), (session) => {
        if (findOne(session, graphene.ObjectClass.CERTIFICATE, label)) return
        session.create({
          class: graphene.ObjectClass.CERTIFICATE,
          certType: graphene.CertificateType.X_509,
          token: true,
          private: false,
          modifiable: true,
          id: Buffer.from(label),
          label,
          subject: Buffer.from(certificate.subject),
          serial: Buffer.from(certificate.serialNumber, 'hex'),
          value: Buffer.from(der),
        })
      })
    },

    /** Certificates on a key; anybody may read them. */
    readCertificates(serial: string): { label: string; der: Uint8Array }[] {
      return withSession(slotOf(module, serial), undefined, (session) => {
        const found = session.find({ class: graphene.ObjectClass.CERTIFICATE })
        return Array.from({ length: found.length }, (_, index) => {
          const { label, value } = found.items(index).getAttribute({ label: null, value: null })
          return { label: label as string, der: new Uint8Array(value as Buffer) }
        })
      })
    },

    /** Signs with the key pair of this label: RSASSA-PKCS1-v1_5, SHA-256. */
    sign({
      serial,
      pin,
      label,
      data,
    }: {
      serial: string
      pin: string
      label: string
      data: Uint8Array
    }): Uint8Array {
      return withSession(slotOf(module, serial), user(pin), (session) => {
        const key = findOne(session, graphene.ObjectClass.PRIVATE_KEY, label)
        if (!key) throw new TokenError('keyNotFound', label)
        const signer = session.createSign('SHA256_RSA_PKCS', key.toType<graphene.PrivateKey>())
        return new Uint8Array(signer.once(Buffer.from(data)))
      })
    },
  }
}

/** True when the signature was made by the private key that belongs to this certificate. */
export function matchesCertificate(signature: Uint8Array, data: Uint8Array, der: Uint8Array): boolean {
  const key = createPublicKey(new X509Certificate(der).publicKey.export({ type: 'spki', format: 'pem' }))
  return verify('sha256', data, key, signature)
}
