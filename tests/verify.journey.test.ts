import { execFile } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PDFDocument } from '@cantoo/pdf-lib'
import { TimeStampResp } from 'pkijs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../bin/bootstrap.mjs'
import { environmentOf } from '../bin/settings.ts'
import { currentCps } from '../domain/cps.ts'
import { authorityIssuer } from '../pki/authority.ts'
import { prepareCertificate } from '../pki/certificate.ts'
import { openHsm } from '../pki/hsm.ts'
import { urlsOf } from '../pki/issuers.ts'
import { lintCertificate } from '../pki/lint.ts'
import { organisationName } from '../pki/name.ts'
import { policyOid, profileOf } from '../pki/profiles.ts'
import { newSerial } from '../pki/serial.ts'
import { timestampNonce, timestampQuery } from '../pki/timestamp-verify.ts'
import { endOfValidity, startOfValidity } from '../pki/validity.ts'
import { addValidationData, signPdf, stampPdf } from '../signing/pades.ts'
import { inspect, openBrowser, picture, watchErrors } from './browser.ts'
import { installedPlace } from './installed-place.ts'
import { readWorld, type Sandbox } from './sandbox-world.ts'
import { pdfAuthority } from './signed-pdfs.ts'

// Somebody got a signed PDF and wants to know what it is worth. The signers' certificates are of our own issuing CA, and
// taken over from an earlier system, so that their keys are at hand.

const place = installedPlace()
const { site, sandbox, env } = place
const DAY = 86_400_000
const folder = mkdtempSync(join(tmpdir(), 'yinxin-verify-'))

let browser: Browser
let desk: Page
let phone: Page
const errors: string[] = []

const download = async (path: string) => Buffer.from(await (await fetch(`${site}${path}`)).arrayBuffer())
async function stamp(data: Uint8Array): Promise<Uint8Array> {
  const answer = await fetch(`${site}/pki/tsa`, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: Buffer.from(timestampQuery(data, timestampNonce())),
  })
  const { timeStampToken } = TimeStampResp.fromBER(await answer.arrayBuffer())
  return new Uint8Array(timeStampToken!.toSchema().toBER())
}

/** A holder of a certificate of ours who signs; revoked before, where that is said. */
async function signer(organisation: Sandbox['organisations'][number], revokedAt?: Date) {
  const { HSM_MODULE, HSM_TOKEN_LABEL, HSM_PIN, PKI_URL, POLICY_ARC } = environmentOf('ceremony', env)
  process.env.SOFTHSM2_CONF = env.SOFTHSM2_CONF
  const hsm = openHsm({ module: HSM_MODULE!, tokenLabel: HSM_TOKEN_LABEL!, pin: HSM_PIN! })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const profile = profileOf('organisationUkey')
  const begun = new Date(Date.now() - 100 * DAY)
  const request = {
    profile: { ...profile, policy: policyOid(POLICY_ARC!, profile.id, currentCps.version) },
    spki: publicKey.export({ type: 'spki', format: 'der' }),
    serial: newSerial(),
    subject: organisationName(organisation),
    ...{ notBefore: startOfValidity(begun), notAfter: endOfValidity(begun, 1) },
    issuer: authorityIssuer(hsm, profile.issuer),
    urls: { ...urlsOf(profile.issuer, PKI_URL!), cps: `${site}/cps/${currentCps.version}` },
  }
  const certificate = hsm.sign(lintCertificate(prepareCertificate(request), request))
  hsm.close()
  const { name, uscc, legalRepresentative: legal, operator, address, invoiceEmail } = organisation
  const line = {
    product: 'organisationUkey',
    certificate: `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate).toString('base64')}\n-----END CERTIFICATE-----\n`,
    token: { serial: `VERIFY-${request.serial.slice(0, 8)}`, model: 'UKEY' },
    identityProofedAt: request.notBefore.toISOString(),
    ...(revokedAt && { revoked: { at: revokedAt.toISOString(), reason: 'keyCompromise' } }),
    holder: {
      organisation: { name, uscc },
      legalRepresentative: { name: legal.name, idNumber: legal.idNumber, phone: legal.phone },
      operator,
      proofing: { method: 'legalRepPhone' },
      invoice: { email: invoiceEmail },
      delivery: { name: operator.name, phone: operator.phone, ...address },
    },
  }
  const file = join(folder, `${request.serial}.jsonl`)
  writeFileSync(file, `${JSON.stringify(line)}\n`)
  await promisify(execFile)(process.execPath, ['activities/takeover/import-certificates.ts', file], {
    cwd: root,
    env: environmentOf('owner', env),
  })
  const issuing = await download('/pki/issuing.cer')
  return async (pdf: Uint8Array) => {
    const signed = await signPdf(pdf, {
      signer: { certificate, chain: [issuing], sign: async (data) => sign('sha256', data, privateKey) },
      stamp,
      at: new Date(),
      reason: '同意并签署',
    })
    const crls = await Promise.all(['/pki/issuing.crl', '/pki/root.crl'].map(download))
    const data = { certificates: [issuing, await download('/pki/root.cer')], ocsps: [], crls }
    return stampPdf(await addValidationData(signed, data), stamp)
  }
}

async function contract(): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.addPage([595, 842]).drawText('pay 100 yuan')
  return document.save()
}

async function verify(page: Page, name: string, content: Uint8Array): Promise<void> {
  await page.getByTestId('verify-file').setInputFiles({
    name,
    mimeType: 'application/pdf',
    buffer: Buffer.from(content),
  })
}
const verdict = (page: Page, is: string) => page.getByTestId(`verdict-${is}`).waitFor()

let genuine: Uint8Array
let late: Uint8Array
beforeAll(async () => {
  browser = await openBrowser()
  const open = async (width: number, height: number) =>
    (await browser.newContext({ locale: 'zh-CN', viewport: { width, height } })).newPage()
  desk = await open(1280, 900)
  phone = await open(390, 844)
  for (const page of [desk, phone]) watchErrors(page, errors)
  const active = (await readWorld(sandbox)).organisations.filter(({ status }) => status.startsWith('在营'))
  const holders = active.filter(({ legalRepresentative }) => !legalRepresentative.idType).slice(-4)
  genuine = await (await signer(holders[0]!))(await contract())
  late = await (await signer(holders[1]!, new Date(Date.now() - 10 * DAY)))(await contract())
}, 120_000)
afterAll(() => browser?.close())
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return
  for (const [name, page] of Object.entries({ desk, phone })) await picture(page, `failed-verify-${name}`)
})

describe('whoever got a signed PDF', () => {
  it('finds the page from the home page and from the look-up of certificates', async () => {
    await desk.goto(`${site}/certificates`)
    await desk.getByRole('link', { name: '直接验证签名文件' }).click()
    await desk.waitForURL(`${site}/verify`)
    await phone.goto(site)
    await phone.getByTestId('service-verify').click()
    await phone.waitForURL(`${site}/verify`)
    await inspect(phone, 'verify-01-phone')
    await inspect(desk, 'verify-02-desk')
  })

  it('sees who signed when, and that nothing was changed; by keyboard alone too', async () => {
    const chosen = desk.waitForEvent('filechooser')
    await desk.getByTestId('verify-file').focus()
    await desk.keyboard.press('Enter')
    const content = Buffer.from(genuine)
    await (await chosen).setFiles({ name: '采购合同.pdf', mimeType: 'application/pdf', buffer: content })
    await verdict(desk, 'genuine')
    expect(await desk.evaluate('document.activeElement.id')).toBe('verdict')
    await inspect(desk, 'verify-03-genuine')
    expect(await desk.getByText('B-LTA').count()).toBe(1)
    await verify(phone, '采购合同.pdf', genuine)
    await verdict(phone, 'genuine')
    await inspect(phone, 'verify-04-genuine-phone')
  })

  it('drops a file, and is warned of one that was changed', async () => {
    const changed = Buffer.from(genuine)
    changed[8]! ^= 1
    const drop = await desk.evaluateHandle(`(() => {
      const data = new DataTransfer()
      const bytes = Uint8Array.from(atob('${changed.toString('base64')}'), (letter) => letter.charCodeAt(0))
      data.items.add(new File([bytes], '改过的合同.pdf', { type: 'application/pdf' }))
      return data
    })()`)
    await desk.locator('label:has([data-testid="verify-file"])').dispatchEvent('drop', { dataTransfer: drop })
    await verdict(desk, 'changed')
    await inspect(desk, 'verify-05-changed')
    await verify(phone, '改过的合同.pdf', changed)
    await verdict(phone, 'changed')
    await inspect(phone, 'verify-06-changed-phone')
  })

  it('is told of a certificate that was revoked before, of another CA, of nothing, and why a file is not taken', async () => {
    await verify(phone, '作废.pdf', late)
    await verdict(phone, 'doubtful')
    await inspect(phone, 'verify-07-doubtful')
    const strangers = pdfAuthority('别家机构')
    await verify(desk, '别家.pdf', await strangers.signed(await contract()))
    await verdict(desk, 'foreign')
    await inspect(desk, 'verify-08-foreign')
    await verify(desk, '空白.pdf', await contract())
    await verdict(desk, 'unsigned')
    await inspect(desk, 'verify-09-unsigned')
    await verify(desk, '说明.txt', Buffer.from('hello'))
    await desk.getByTestId('alert-bad').waitFor()
    await inspect(desk, 'verify-10-refused')
  })

  it('reads it in English', async () => {
    await phone.getByRole('button', { name: 'English' }).click()
    await phone.getByRole('heading', { name: 'Verify a signed file' }).waitFor()
    await verify(phone, 'contract.pdf', genuine)
    await verdict(phone, 'genuine')
    await inspect(phone, 'verify-11-english')
    expect(errors).toEqual([])
  })
})
