import forge from 'node-forge'

// A key pair that an administrator's browser makes for another system: the private half leaves it in a file alone, which
// only the password opens that is shown beside it.

/** 28 of 32 characters that nobody takes for one another: 140 bits, so that how a file is encrypted matters little. */
const PASSWORD_CHARACTERS = 'abcdefghjkmnpqrstuvwxyz23456789A'
const PASSWORD_LENGTH = 28

const newPassword = () =>
  [...crypto.getRandomValues(new Uint8Array(PASSWORD_LENGTH))]
    .map((byte) => PASSWORD_CHARACTERS[byte % PASSWORD_CHARACTERS.length])
    .join('')

/** Makes a pair, RSA 2048 by WebCrypto. `request`: PKCS#10 in PEM; the name in it counts for nothing. */
export async function newClientKey() {
  const { privateKey, publicKey } = await new Promise<forge.pki.rsa.KeyPair>((resolve, reject) =>
    forge.pki.rsa.generateKeyPair({ bits: 2048 }, (error, pair) => (error ? reject(error) : resolve(pair))),
  )
  const asked = forge.pki.createCertificationRequest()
  asked.publicKey = publicKey
  asked.setSubject([{ name: 'commonName', value: 'client' }])
  asked.sign(privateKey, forge.md.sha256.create())

  return {
    request: forge.pki.certificationRequestToPem(asked),

    /**
     * Packs it with its certificate and those of our CAs (PEM) into a PKCS#12 file. The key is encrypted by 3DES and the
     * whole sealed with SHA-1: what openssl 3, every Windows and every macOS read; AES is refused by macOS, Android and
     * Windows before 1709.
     */
    pack(certificate: string, chain: string, friendlyName: string): { file: Uint8Array; password: string } {
      const password = newPassword()
      const all = (certificate + chain).match(/-----BEGIN.+?-----END CERTIFICATE-----/gs) ?? []
      const read = all.map((pem) => forge.pki.certificateFromPem(pem))
      const packed = forge.pkcs12.toPkcs12Asn1(privateKey, read, password, {
        ...{ algorithm: '3des', count: 10_000, friendlyName },
      })
      const file = Uint8Array.from(forge.asn1.toDer(packed).getBytes(), (byte) => byte.charCodeAt(0))
      return { file, password }
    },
  }
}
