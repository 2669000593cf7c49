import { eq } from 'drizzle-orm'
import { proofedFacts, type OrganisationForm } from '../domain/application-form.ts'
import type { AlgorithmId, CertificatePurpose, IssuerId } from '../domain/certificate-kinds.ts'
import { revocationReasons } from '../domain/certificate-states.ts'
import type { TakeoverRow } from '../domain/takeover.ts'
import { audit } from './audit.ts'
import type { Database, Transaction } from './database.ts'
import { fingerprint } from './encryption.ts'
import { operatorOf } from './operators.ts'
import { createOrder } from './orders.ts'
import { certificates, subjectKeys, tokens } from './schema/certificates.ts'
import { proofings } from './schema/proofing.ts'

/** A row of an earlier system, checked, with what stands in its certificate. */
export interface Takeover extends TakeoverRow {
  certified: {
    der: Uint8Array
    tbs: Uint8Array
    spki: Uint8Array
    serial: string
    subject: string
    notBefore: Date
    notAfter: Date
  }
  profile: { id: string; issuer: IssuerId; purpose: CertificatePurpose; key: { algorithm: AlgorithmId } }
}

export type TakeoverOutcome = 'taken' | 'known' | 'serialTaken' | 'tokenOfAnother'

/** What our books have in its way already; undefined where it may be taken over. */
export async function inTheWay(
  db: Database | Transaction,
  { certified, token, form }: Takeover,
): Promise<Exclude<TakeoverOutcome, 'taken'> | undefined> {
  const [same] = await db.select().from(certificates).where(eq(certificates.serial, certified.serial))
  if (same) return same.der && Buffer.compare(same.der, certified.der) === 0 ? 'known' : 'serialTaken'
  const onToken = await db
    .select({ holderNumber: certificates.holderNumber })
    .from(subjectKeys)
    .innerJoin(certificates, eq(certificates.keyId, subjectKeys.id))
    .where(eq(subjectKeys.tokenSerial, token.serial))
  return onToken.some(({ holderNumber }) => holderNumber !== form.organisation.uscc)
    ? 'tokenOfAnother'
    : undefined
}

/** Takes a certificate over, with its key and holder, once however often it runs. */
export async function takeOver(db: Database, row: Takeover): Promise<TakeoverOutcome> {
  return db.transaction(async (tx) => {
    const known = await inTheWay(tx, row)
    if (known) return known
    const { product, language, form } = row
    const facts = fingerprint('proofedFacts', proofedFacts(form))
    await createOrder(
      tx,
      { kind: 'takeover', product, language, ...whose(form), endedAt: new Date() },
      { typed: form, complete: true, proofedFacts: facts, digest: fingerprint('form', JSON.stringify(form)) },
      async (inner, { id: orderId, no }) => {
        await inner.insert(proofings).values({
          ...{ orderId, method: form.proofing.method, facts, result: 'matched' },
          ...{ inconsistent: [], providerRequests: [], passedAt: row.identityProofedAt },
          idempotencyKey: `takeover/${no}`,
        })
        await keepCertificate(inner, orderId, row)
      },
    )
    return 'taken'
  })
}

function whose({ organisation, operator, agreement }: OrganisationForm) {
  const { name: holderName, uscc: holderNumber } = organisation
  return { holderName, holderNumber, cpsVersion: agreement.cpsVersion, ...operatorOf(operator) }
}

async function keepCertificate(
  tx: Transaction,
  orderId: string,
  { certified, profile, form, token, activatedAt, revoked }: Takeover,
): Promise<void> {
  const { spki, ...certificate } = certified
  await tx
    .insert(tokens)
    .values({ soPinGeneration: null, ...token, state: 'active', orderId })
    .onConflictDoNothing()
  const [key] = await tx
    .insert(subjectKeys)
    .values({
      ...{ orderId, carrier: 'token', origin: 'token', tokenSerial: token.serial, spki },
      // Where it was made the earlier system knows; here nothing proves it.
      ...{ label: `certificate:${certificate.serial}`, evidence: {} },
    })
    .returning({ id: subjectKeys.id })
  await tx.insert(certificates).values({
    ...certificate,
    ...{ orderId, keyId: key!.id, holderNumber: form.organisation.uscc },
    ...{ issuer: profile.issuer, profile: profile.id, purpose: profile.purpose },
    algorithm: profile.key.algorithm,
    activatedAt: activatedAt ?? certificate.notBefore,
    ...(revoked
      ? { state: 'revoked', revokedAt: revoked.at, revocationReason: revocationReasons[revoked.reason] }
      : { state: 'active' }),
  })
  await audit(tx, {
    actor: 'console',
    action: 'certificate.takenOver',
    subject: orderId,
    detail: { serial: certificate.serial, tokenSerial: token.serial },
  })
}
