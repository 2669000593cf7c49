import { webcrypto } from 'node:crypto'
import * as asn1 from 'asn1js'
import { AttributeTypeAndValue, Certificate, PublicKeyInfo, RelativeDistinguishedNames } from 'pkijs'

const COMMON_NAME = '2.5.4.3'
const DAY = 86_400_000

const named = (value: string) =>
  new RelativeDistinguishedNames({
    typesAndValues: [new AttributeTypeAndValue({ type: COMMON_NAME, value: new asn1.Utf8String({ value }) })],
  })

/** What another CA, which lives only for this one, issues for a public key (SPKI, DER). */
export async function foreignCertificate(spki: Buffer): Promise<Buffer> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
  }
  const ca = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as webcrypto.CryptoKeyPair
  const certificate = new Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ value: Date.now() % 1e9 })
  certificate.issuer = named('另一家认证机构 CA')
  certificate.subject = named('示例单位（他家证书）')
  certificate.notBefore.value = new Date(Date.now() - DAY)
  certificate.notAfter.value = new Date(Date.now() + 365 * DAY)
  certificate.subjectPublicKeyInfo = PublicKeyInfo.fromBER(Uint8Array.from(spki).buffer)
  await certificate.sign(ca.privateKey, 'SHA-256')
  return Buffer.from(certificate.toSchema().toBER())
}
