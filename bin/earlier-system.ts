// What the CA's earlier system left behind: `node bin/earlier-system.ts FILE`. Each organisation of the sandbox that was
// its customer has a key on the desk, with a certificate that the issuing CA signed at the time; the file is what
// `npm run import:certificates` takes over.
import { renameSync, writeFileSync } from 'node:fs'
import { config } from '../config.ts'
import { currentCps } from '../domain/cps.ts'
import { authorityIssuer } from '../pki/authority.ts'
import { prepareCertificate } from '../pki/certificate.ts'
import { openHsm } from '../pki/hsm.ts'
import { urlsOf } from '../pki/issuers.ts'
import { lintCertificate } from '../pki/lint.ts'
import { organisationName } from '../pki/name.ts'
import { policyOid, profileOf } from '../pki/profiles.ts'
import { newSerial } from '../pki/serial.ts'
import { deriveSoPin } from '../pki/so-pin.ts'
import { endOfValidity, startOfValidity } from '../pki/validity.ts'

interface Customer {
  name: string
  uscc: string
  legalRepresentative: { name: string; idNumber: string; phone: string }
  operator: { name: string; idNumber: string; phone: string; email: string }
  address: { province: string; city: string; district: string; street: string }
  invoiceEmail: string
  earlierKeyEnds?: number
}
interface World {
  organisations: Customer[]
  keys: { serial: string; place: string }[]
}

const DAY = 86_400_000
const PIN = '20251120'
const SO_PIN_GENERATION = 1
const product = 'organisationUkey'
const { SITE_URL } = config('site')
const { PKI_URL, POLICY_ARC } = config('authority')
const { version } = currentCps
const known = profileOf(product)
const profile = { ...known, policy: policyOid(POLICY_ARC, known.id, version) }
const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN } = config('hsm')
const hsm = openHsm({ module: HSM_MODULE, tokenLabel: HSM_TOKEN_LABEL, pin: HSM_PIN })
const world = `http://127.0.0.1:${process.env.SANDBOX_PORT}/world`

async function atSandbox<T>(path: string, body?: object): Promise<T> {
  const answer = await fetch(`${world}${path}`, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  if (!answer.ok) throw new Error(`sandbox ${path}: ${await answer.text()}`)
  return (await answer.json()) as T
}

/** The certificate of a year that ends in so many days, as it was issued then. */
function certify({ name, uscc }: Customer, spki: Uint8Array, endsIn: number) {
  const issuedAt = new Date(Date.now() + endsIn * DAY)
  issuedAt.setUTCFullYear(issuedAt.getUTCFullYear() - 1)
  const request = {
    ...{ profile, spki, serial: newSerial(), subject: organisationName({ name, uscc }) },
    ...{ notBefore: startOfValidity(issuedAt), notAfter: endOfValidity(issuedAt, 1) },
    issuer: authorityIssuer(hsm, profile.issuer),
    urls: { ...urlsOf(profile.issuer, PKI_URL), cps: `${SITE_URL}/cps/${version}` },
  }
  const der = hsm.sign(lintCertificate(prepareCertificate(request), request))
  return { der: Buffer.from(der).toString('base64'), issuedAt: request.notBefore.toISOString() }
}

/** Gives the line of the import file. */
async function deliver(customer: Customer, serial: string): Promise<string> {
  const pins = { pin: PIN, nextSoPin: deriveSoPin(hsm, serial, SO_PIN_GENERATION) }
  const { spki } = await atSandbox<{ spki: string }>(`/keys/${serial}/earlier-pair`, pins)
  const { der, issuedAt } = certify(customer, Buffer.from(spki, 'base64'), customer.earlierKeyEnds!)
  await atSandbox(`/keys/${serial}/earlier-delivery`, { der, pin: PIN })
  const { name, uscc, legalRepresentative, operator, address, invoiceEmail } = customer
  const { name: legalName, idNumber, phone } = legalRepresentative
  return JSON.stringify({
    product,
    certificate: `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`,
    token: { serial, model: 'UKEY', soPinGeneration: SO_PIN_GENERATION },
    identityProofedAt: issuedAt,
    holder: {
      organisation: { name, uscc },
      legalRepresentative: { name: legalName, idNumber, phone },
      operator,
      proofing: { method: 'legalRepPhone' },
      invoice: { email: invoiceEmail },
      delivery: { name: operator.name, phone: operator.phone, ...address },
    },
  })
}

const file = process.argv[2]
if (!file) throw new Error('usage: node bin/earlier-system.ts FILE')
const { organisations, keys } = await atSandbox<World>('')
const blank = keys.filter(({ place }) => place === 'box')
const customers = organisations.filter(({ earlierKeyEnds }) => earlierKeyEnds !== undefined)
const lines = await Promise.all(customers.map((customer, index) => deliver(customer, blank[index]!.serial)))
hsm.close()
writeFileSync(`${file}.new`, `${lines.join('\n')}\n`, { mode: 0o600 })
renameSync(`${file}.new`, file)
