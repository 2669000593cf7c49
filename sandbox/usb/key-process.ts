// One action at one key, in a process of its own: `node key-process.ts manufacture|inspect|try-pin`.
// A PIN comes by environment: arguments are visible to every process of the machine.
import { createPublicKey, randomBytes, verify, X509Certificate } from 'node:crypto'
import graphene from 'graphene-pk11'
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
  const key = session.find({ class: graphene.ObjectClass.PRIVATE_KEY })
  const certificate = session.find({ class: graphene.ObjectClass.CERTIFICATE })
  if (key.length === 0 || certificate.length === 0) return 'noKey'
  const data = randomBytes(32)
  const signature = session
    .createSign('SHA256_RSA_PKCS', key.items(0).toType<graphene.PrivateKey>())
    .once(data)
  const { publicKey } = new X509Certificate(
    certificate.items(0).getAttribute({ value: null }).value as Buffer,
  )
  const pem = createPublicKey(publicKey.export({ type: 'spki', format: 'pem' }))
  return verify('sha256', data, pem, signature) ? 'signed' : 'noKey'
}

const actions: Record<string, () => object> = {
  manufacture() {
    module.lib.C_InitToken(slot.handle, KEY_ARGUMENT, 'UKEY'.padEnd(32))
    return { serial: slot.getToken().serialNumber.trim() }
  },
  inspect: condition,
  'try-pin': () => ({ result: tryPin(), condition: condition() }),
}

const action = actions[process.argv[2] ?? '']
if (!action) throw new Error('usage: key-process.ts manufacture|inspect|try-pin')
console.log(JSON.stringify(action()))
