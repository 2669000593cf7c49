import { X509Certificate, type KeyObject } from 'node:crypto'
import { fingerprint } from '../pki/agent-protocol.ts'
import { isSignedBy } from '../pki/certificate.ts'
import { decryptsToo } from '../pki/key-usage.ts'
import { subscriberProfiles } from '../pki/profiles.ts'
import { pairId, type TokenCertificate, type TokenContents } from '../pki/token-objects.ts'

// Which certificates on a key are ours, and which of them counts. The label is the state: `pending:<no>` waits for its
// promotion, any other is active: `order:<no>` as we write it, or whatever an earlier system called it.

const ACTIVE = 'order:'
const PENDING = 'pending:'

/** The pairs that are made in keys. */
export const pairRule = subscriberProfiles.organisationUkey.key

export const activeLabel = (orderNo: string) => ACTIVE + orderNo
export const pendingLabel = (orderNo: string) => PENDING + orderNo

/** The certificate of an order's new pair, before its promotion and after. */
export function certificateOf(
  { certificates }: TokenContents,
  orderNo: string,
): TokenCertificate | undefined {
  const id = pairId(pendingLabel(orderNo)).toString('hex')
  return certificates.find((certificate) => certificate.id === id)
}

export type OwnCertificates = ReturnType<typeof ownCertificates>

const parsed = (der: Uint8Array) => new X509Certificate(der)
const notBefore = ({ der }: TokenCertificate) => Date.parse(parsed(der).validFrom)

/** Tells our certificates from others by the keys of our issuing CAs, not by names that anybody can write. */
export function ownCertificates(keys: KeyObject[]) {
  const known = new Map<string, boolean>()

  function isOurs(der: Uint8Array): boolean {
    const print = fingerprint(der)
    let ours = known.get(print)
    if (ours === undefined) {
      ours = signedByUs(der)
      known.set(print, ours)
    }
    return ours
  }

  const issuers = keys.map((key) => new Uint8Array(key.export({ type: 'spki', format: 'der' })))

  function signedByUs(der: Uint8Array): boolean {
    try {
      return issuers.some((spki) => isSignedBy(der, spki))
    } catch {
      // What other programs left on a key need not be a certificate.
      return false
    }
  }

  const isPending = ({ label }: { label: string }) => label.startsWith(PENDING)
  const ours = ({ certificates }: TokenContents) => certificates.filter(({ der }) => isOurs(der))
  const actives = (contents: TokenContents) => ours(contents).filter((one) => !isPending(one))

  return {
    isOurs,

    areOn: ({ certificates }: TokenContents) => certificates.some(({ der }) => isOurs(der)),

    /** The certificate that counts. Between promotion and removal there are two: the newer one. */
    active(contents: TokenContents): TokenCertificate | undefined {
      return actives(contents).sort(
        (a, b) => notBefore(b) - notBefore(a) || b.label.localeCompare(a.label, 'en', { numeric: true }),
      )[0]
    },

    /**
     * Pairs that are over once this certificate is the active one: certified before it, also for an order that was
     * given up before it came to be used, or half destroyed. A pair that decrypts stays, or what was encrypted to it
     * would be lost.
     */
    outlived(contents: TokenContents, active: TokenCertificate): string[] {
      const kept = new Set(
        actives(contents)
          .filter(({ der }) => decryptsToo(der))
          .map(({ id }) => id),
      )
      const givenUp = ours(contents).filter((one) => isPending(one) && notBefore(one) <= notBefore(active))
      const ids = [
        ...actives(contents),
        ...givenUp,
        ...contents.pairs.filter(({ label }) => label.startsWith(ACTIVE)),
      ]
      return [...new Set(ids.map(({ id }) => id))].filter((id) => id !== active.id && !kept.has(id))
    },

    /** Orders whose pair waits on the key. One whose certificate is promoted waits no more, whatever its keys say. */
    pending(contents: TokenContents): string[] {
      const promoted = new Set(actives(contents).map(({ id }) => id))
      return contents.pairs
        .filter(({ label, id }) => label.startsWith(PENDING) && !promoted.has(id))
        .map(({ label }) => label.slice(PENDING.length))
    },

    /** Pairs of other orders that never got a certificate: nobody will come back for them. */
    abandoned({ pairs, certificates }: TokenContents, orderNo: string): string[] {
      const certified = new Set(certificates.map(({ id }) => id))
      return pairs
        .filter(
          ({ label, id }) =>
            label.startsWith(PENDING) && label !== pendingLabel(orderNo) && !certified.has(id),
        )
        .map(({ id }) => id)
    },
  }
}
