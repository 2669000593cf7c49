// One action at one key, in a process of its own: `node key-process.ts ACTION`. What it needs, PINs too, comes by
// environment: arguments are visible to every process of the machine.
import { createPublicKey, randomBytes, verify, X509Certificate } from 'node:crypto'
import graphene from 'graphene-pk11'
import { foreignCertificate } from './foreign-certificate.ts'
import type { KeyCondition, PinTrial } from './keys.ts'

const { TOKEN_MODULE = '', KEY_ARGUMENT = '' } = process.env
const CKR_PIN_LOCKED = 0xa4
const module = graphene.Module.load(TOKEN_MODULE, 'usb')
// CKF_OS_LOCKING_OK.
module.initialize({ flags: 2 } as never)
const slot = module.getSlots(true).items(0)

function condition(): KeyCondition {
  const { flags, label, model, manufacturerID } = slot.getToken()
  const has = (flag: graphene.TokenFlag) => (flags & flag) !== 0
  const initialised = has(graphene.TokenFlag.TOKEN_INITIALIZED)
  return {
    label: label.trim(),
    model: model.trim(),
    manufacturer: manufacturerID.trim(),
    initialised,
    pinSet: has(graphene.TokenFlag.USER_PIN_INITIALIZED),
    countLow: has(graphene.TokenFlag.USER_PIN_COUNT_LOW),
    finalTry: has(graphene.TokenFlag.USER_PIN_FINAL_TRY),
    locked: has(graphene.TokenFlag.USER_PIN_LOCKED),
    certificates: initialised ? certificates() : [],
  }
}

function certificates(): KeyCondition['certificates'] {
  const session = slot.open(graphene.SessionFlag.SERIAL_SESSION)
  const found = session.find({ class: graphene.ObjectClass.CERTIFICATE })
  const list = Array.from({ length: found.length }, (_, index) => {
    const certificate = new X509Certificate(found.items(index).getAttribute({ value: null }).value as Buffer)
    const { subject, issuer, serialNumber, validFrom, validTo } = certificate
    return {
      subject,
      issuer,
      serial: serialNumber,
      notBefore: new Date(validFrom).toISOString(),
      notAfter: new Date(validTo).toISOString(),
    }
  })
  session.close()
  return list
}

function tryPin(): PinTrial['result'] {
  const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
  try {
    session.login(KEY_ARGUMENT, graphene.UserType.USER)
  } catch (error) {
    return (error as { code?: number }).code === CKR_PIN_LOCKED ? 'pinLocked' : 'pinIncorrect'
  }
  const certificates = session.find({ class: graphene.ObjectClass.CERTIFICATE })
  const all = Array.from({ length: certificates.length }, (_, index) => certificates.items(index))
  return all.some((certificate) => signsFor(session, certificate)) ? 'signed' : 'noKey'
}

/** True when the private key that goes with a certificate signs for it. */
function signsFor(session: graphene.Session, certificate: graphene.SessionObject): boolean {
  const { id, value } = certificate.getAttribute({ id: null, value: null })
  const key = session.find({ class: graphene.ObjectClass.PRIVATE_KEY, id: id as Buffer })
  if (key.length === 0) return false
  const data = randomBytes(32)
  const signature = session
    .createSign('SHA256_RSA_PKCS', key.items(0).toType<graphene.PrivateKey>())
    .once(data)
  const { publicKey } = new X509Certificate(value as Buffer)
  const pem = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
  return verify('sha256', data, pem, signature)
}

/** A key as another CA delivers it: its own SO PIN, a pair and a certificate of that CA. */
async function foreign(pin: string): Promise<{ serial: string }> {
  const soPin = randomBytes(12).toString('hex')
  const { serial } = manufacture(soPin, 'OTHER CA')
  const spki = makePair({ soPin, pin })
  writeCertificate({ pin, der: await foreignCertificate(spki) })
  return { serial }
}

const pair = { id: Buffer.from('1'), label: 'certificate', token: true }

/** Sets the user's PIN and, where it is given, the next SO PIN, and makes a pair. Gives its public key (SPKI, DER). */
function makePair({ soPin, nextSoPin, pin }: { soPin: string; nextSoPin?: string; pin: string }): Buffer {
  const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
  session.login(soPin, graphene.UserType.SO)
  session.initPin(pin)
  if (nextSoPin) session.setPin(soPin, nextSoPin)
  session.logout()
  session.login(pin, graphene.UserType.USER)
  const { publicKey } = session.generateKeyPair(
    graphene.KeyGenMechanism.RSA,
    { ...pair, verify: true, modulusBits: 2048, publicExponent: Buffer.from([1, 0, 1]) },
    { ...pair, private: true, sensitive: true, extractable: false, sign: true },
  )
  const { modulus, publicExponent } = publicKey.getAttribute({ modulus: null, publicExponent: null })
  session.close()
  const [n, e] = [modulus, publicExponent].map((part) => (part as Buffer).toString('base64url'))
  return createPublicKey({ key: { kty: 'RSA', n, e }, format: 'jwk' }).export({ type: 'spki', format: 'der' })
}

/** Writes the certificate of the pair that was made. */
function writeCertificate({ pin, der }: { pin: string; der: Buffer }): void {
  const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
  session.login(pin, graphene.UserType.USER)
  session.create({
    class: graphene.ObjectClass.CERTIFICATE,
    certType: graphene.CertificateType.X_509,
    ...pair,
    private: false,
    modifiable: true,
    subject: Buffer.from(new X509Certificate(der).subject),
    value: der,
  })
  session.close()
}

function manufacture(soPin: string, label: string): { serial: string } {
  module.lib.C_InitToken(slot.handle, soPin, label.padEnd(32))
  return { serial: slot.getToken().serialNumber.trim() }
}

const actions: Record<string, () => object | Promise<object>> = {
  manufacture: () => manufacture(KEY_ARGUMENT, 'UKEY'),
  foreign: () => foreign(KEY_ARGUMENT),
  'make-pair': () => ({ spki: makePair(JSON.parse(KEY_ARGUMENT)).toString('base64') }),
  'write-certificate': () => {
    const { pin, der } = JSON.parse(KEY_ARGUMENT) as { pin: string; der: string }
    writeCertificate({ pin, der: Buffer.from(der, 'base64') })
    return {}
  },
  inspect: condition,
  'try-pin': () => ({ result: tryPin(), condition: condition() }),
}

const action = actions[process.argv[2] ?? '']
if (!action) throw new Error(`usage: key-process.ts ${Object.keys(actions).join('|')}`)
console.log(JSON.stringify(await action()))
