import { generateKeyPairSync } from 'node:crypto'
import { CertificateRevocationList } from 'pkijs'
import { expect, it } from 'vitest'
import { unsigned } from './certificate.ts'
import { prepareCrl } from './crl.ts'
import { crlFaults } from './lint-crl.ts'
import { authorityName } from './name.ts'

const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
const issuer = {
  id: 'issuing' as const,
  name: authorityName('Yinxin Issuing CA 1'),
  spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
}

it('lists any serial number as the positive number that it is', () => {
  // Sequential numbers of an earlier system, and one whose highest bit is set.
  const serials = ['1', 'a1b', '8f00000000000001']
  const at = new Date('2026-11-29T00:00:00Z')
  const nextUpdate = new Date('2026-12-06T00:00:00Z')
  const revoked = serials.map((serial) => ({ serial, at, reason: 4 }))
  const tbs = prepareCrl({ issuer, number: 1, thisUpdate: at, nextUpdate, revoked })
  expect(crlFaults(tbs, { issuer, number: 1 })).toEqual([])
  const { revokedCertificates } = CertificateRevocationList.fromBER(unsigned(tbs))
  expect(revokedCertificates?.map((entry) => entry.userCertificate.toBigInt())).toEqual(
    serials.map((serial) => BigInt(`0x${serial}`)),
  )
})
