import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Transaction } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { authorisations, signerConsents, signers, typedCodes } from '../../db/schema/signing.ts'
import { holderName } from '../../domain/application-form.ts'
import { authorisationRules, authorisedText, mayAuthorise, namesInSms } from '../../domain/authorisation.ts'
import type { AuthorisationPurpose } from '../../domain/authorisation.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import type { KindsThat, OrderKind } from '../../domain/kinds/kinds.ts'
import type { SmsNoticeId } from '../../domain/notices.ts'
import { judgeCode, type CodeVerdict } from '../../domain/verification-codes.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { open } from '../../pki/sealed.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { mustBeSendable, sendCode } from '../sms/code-sms.ts'
import { documentsToSign, hostedSigner, sealOf, type SigningDeps } from './request.ts'
import { signDocuments } from './signature.ts'

const DAY = 86_400_000
const NOTICE = { activation: 'activationCode', signing: 'signingCode', binding: 'newPhoneCode' } as const
/** What the signer agrees to stands in the SMS. */
const CONSENT = { phoneChange: 'phoneChangeCode' } as const satisfies Record<
  KindsThat<'followsHosted'>,
  SmsNoticeId
>

/** What a typed code came to; it is no failure of the activity, so that nobody's guess is retried. */
export type Redeemed = { verdict: 'ok' } | { verdict: Exclude<CodeVerdict, 'ok'> | 'none'; triesLeft: number }

/** A code that only whoever has the HSM's secret can know, over everything that it authorises. */
function codeFor(vault: KeyVault, text: string): string {
  const number = Buffer.from(vault.mac(text)).readBigUInt64BE() % 10n ** BigInt(authorisationRules.digits)
  return String(number).padStart(authorisationRules.digits, '0')
}

const noticeOf = (purpose: AuthorisationPurpose, { kind }: { kind: OrderKind }): SmsNoticeId =>
  purpose === 'consent' ? CONSENT[kind as keyof typeof CONSENT] : NOTICE[purpose]

const signerMac = (vault: KeyVault, certificateId: string, phone: string) =>
  Buffer.from(vault.mac(JSON.stringify(['signer', certificateId, phone])))

const consentMac = (vault: KeyVault, orderId: string, certificateId: string, formSha256: string) =>
  Buffer.from(vault.mac(JSON.stringify(['consent', orderId, certificateId, formSha256])))

export type AuthorisationActivities = ReturnType<typeof authorisationActivities>

/** Codes for hosted keys: made, sent, compared and used here, and nowhere else. */
export function authorisationActivities({ db, vault, documentStore }: SigningDeps) {
  /** All that a code of this row is for, as it is now. */
  async function authorised(
    row: Pick<typeof authorisations.$inferSelect, 'id' | 'orderId' | 'purpose' | 'expiresAt'>,
  ) {
    const { id, orderId, purpose, expiresAt } = row
    const signer = await hostedSigner(db, orderId, purpose)
    const documents = purpose === 'signing' ? await documentsToSign({ db, documentStore }, orderId) : []
    const { certificate, phone } = signer
    const seal = documents.some(({ places }) => places.length > 0)
      ? await sealOf(db, certificate.id)
      : undefined
    const text = authorisedText({
      ...{ id, purpose, certificateId: certificate.id, phone },
      expiresAt: expiresAt.getTime(),
      documents,
      sealSha256: seal?.sha256 ?? null,
      formSha256: purpose === 'consent' ? await formSha256(orderId) : null,
    })
    return { ...signer, documents, seal, text }
  }

  /** Of the form of an order as it is now. */
  async function formSha256(orderId: string): Promise<string> {
    const { form } = await readOrder(db, orderId)
    return createHash('sha256').update(canonicalize(form)!).digest('hex')
  }

  /** The signer has agreed to exactly what the order's form says now, whatever the database says. */
  async function mustBeAgreed(orderId: string, certificateId: string): Promise<void> {
    const [consent] = await db.select().from(signerConsents).where(eq(signerConsents.orderId, orderId))
    const mac = consentMac(vault, orderId, certificateId, await formSha256(orderId))
    if (!consent || !mac.equals(consent.mac))
      throw permanentFailure('SignerUnknown', 'the signer has not agreed to this')
  }

  /** Only the phone that activated the certificate signs by it, whatever the database says. */
  async function mustBeSigner(certificateId: string, phone: string): Promise<void> {
    const [signer] = await db.select().from(signers).where(eq(signers.certificateId, certificateId))
    if (!signer || !signerMac(vault, certificateId, phone).equals(signer.mac))
      throw permanentFailure('SignerUnknown', 'this phone has not activated the certificate')
  }

  /** Uses up a typed code, or counts it as a wrong one. `use` does what it authorises, and gives what keeps that. */
  async function redeem(
    request: { orderId: string; typedCodeId: string },
    purpose: AuthorisationPurpose,
    use: (of: Awaited<ReturnType<typeof authorised>>) => Promise<(tx: Transaction) => Promise<void>>,
  ): Promise<Redeemed> {
    const { orderId, typedCodeId } = request
    const [asked] = await db
      .select({ typed: typedCodes, code: authorisations })
      .from(typedCodes)
      .innerJoin(authorisations, eq(authorisations.id, typedCodes.authorisationId))
      .where(
        and(
          eq(typedCodes.id, typedCodeId),
          eq(authorisations.orderId, orderId),
          eq(authorisations.purpose, purpose),
        ),
      )
    if (!asked) return { verdict: 'none', triesLeft: 0 }
    const { typed, code } = asked
    const lock = async (tx: Transaction) => {
      const [row] = await tx.select().from(authorisations).where(eq(authorisations.id, code.id)).for('update')
      return row!
    }
    const of = await authorised(code)
    const matches = codeFor(vault, of.text) === opened(typed)

    const judged = await db.transaction(async (tx): Promise<Redeemed | 'before'> => {
      const row = await lock(tx)
      // An earlier try of this activity has done it.
      if (row.consumedBy === typedCodeId) return 'before'
      const verdict = judgeCode(row, matches, typed.createdAt)
      if (verdict === 'ok') return { verdict }
      const tries = verdict === 'wrong' ? row.tries + 1 : row.tries
      if (verdict === 'wrong')
        await tx.update(authorisations).set({ tries }).where(eq(authorisations.id, row.id))
      return { verdict, triesLeft: Math.max(0, authorisationRules.tries - tries) }
    })
    if (judged === 'before') return { verdict: 'ok' }
    if (judged.verdict !== 'ok') return judged

    const keep = await use(of)
    return db.transaction(async (tx): Promise<Redeemed> => {
      const row = await lock(tx)
      if (row.consumedAt || row.voidedAt)
        return row.consumedBy === typedCodeId ? { verdict: 'ok' } : { verdict: 'used', triesLeft: 0 }
      await keep(tx)
      await tx
        .update(authorisations)
        .set({ consumedAt: now(), consumedBy: typedCodeId })
        .where(eq(authorisations.id, row.id))
      await notifyOrderChanged(tx, orderNo(orderId))
      return { verdict: 'ok' }
    })
  }

  function opened({ authorisationId, sealed }: typeof typedCodes.$inferSelect): string | undefined {
    try {
      return open(sealed, vault.sealingKey, authorisationId).toString()
    } catch {
      // Not sealed to us, or for another code: a wrong one.
      return undefined
    }
  }

  return {
    /**
     * Sends the signer of a hosted certificate a code for what the order is about, as it is now; codes that were sent for it
     * before are void. @throws TooSoon (details: seconds to wait), DailyLimit, SignerUnknown, CertificateNotInUse.
     */
    async sendAuthorisation({
      orderId,
      purpose,
    }: {
      orderId: string
      purpose: AuthorisationPurpose
    }): Promise<void> {
      const key = idempotencyKey()
      const { certificate, phone, order, form, isSigners } = await hostedSigner(db, orderId, purpose)
      if (isSigners) await mustBeSigner(certificate.id, phone)
      const phoneFingerprint = fingerprint('phone', phone)
      const row = await db.transaction(async (tx) => {
        // One at a time for a phone, or parallel requests would all count the same past.
        await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${phoneFingerprint}, 1))`)
        const [known] = await tx.select().from(authorisations).where(eq(authorisations.idempotencyKey, key))
        if (known) return known
        const at = now()
        const sent = await tx
          .select({ at: authorisations.createdAt })
          .from(authorisations)
          .where(
            and(
              eq(authorisations.phoneFingerprint, phoneFingerprint),
              gt(authorisations.createdAt, new Date(at.getTime() - DAY)),
            ),
          )
        mustBeSendable(
          mayAuthorise(
            sent.map((code) => code.at),
            at,
          ),
        )
        await tx
          .update(authorisations)
          .set({ voidedAt: at })
          .where(
            and(
              eq(authorisations.orderId, orderId),
              isNull(authorisations.consumedAt),
              isNull(authorisations.voidedAt),
            ),
          )
        const [written] = await tx
          .insert(authorisations)
          .values({
            ...{ id: randomUUID(), orderId, purpose, phoneFingerprint, phoneMasked: maskPhone(phone) },
            expiresAt: new Date(at.getTime() + authorisationRules.lifeSeconds * 1000),
            ...{ idempotencyKey: key, createdAt: at },
          })
          .returning()
        return written!
      })
      const { text, documents } = await authorised(row)
      await sendCode(db, {
        orderId,
        notice: noticeOf(purpose, order),
        language: order.language,
        phone,
        parameters: {
          organisation: holderName(form),
          order: order.no,
          documents: namesInSms(documents.map(({ name }) => name)),
          count: String(documents.length),
          ...(purpose === 'consent' && {
            phone: maskPhone((await readOrder(db, orderId)).form.operator.phone),
          }),
          code: codeFor(vault, text),
        },
        idempotencyKey: key,
      })
      await db.update(authorisations).set({ sentAt: new Date() }).where(eq(authorisations.id, row.id))
      await notifyOrderChanged(db, order.no)
    },

    /** Makes the phone whose code this is the signer of the order's certificate. */
    activateSigner: (request: { orderId: string; typedCodeId: string }): Promise<Redeemed> =>
      redeem(request, 'activation', async ({ certificate, phone }) => async (tx) => {
        const { id: certificateId, serial } = certificate
        const mac = signerMac(vault, certificateId, phone)
        await tx
          .insert(signers)
          .values({ certificateId, orderId: request.orderId, phoneMasked: maskPhone(phone), mac })
          .onConflictDoNothing()
        await audit(tx, {
          actor: 'worker:signing',
          action: 'signer.activated',
          subject: request.orderId,
          detail: { serial },
        })
      }),

    /** Keeps that the signer agrees to what the order's form says. */
    keepConsent: (request: { orderId: string; typedCodeId: string }): Promise<Redeemed> =>
      redeem(request, 'consent', async ({ certificate, phone }) => {
        const { orderId } = request
        await mustBeSigner(certificate.id, phone)
        const mac = consentMac(vault, orderId, certificate.id, await formSha256(orderId))
        return async (tx) => {
          await tx
            .insert(signerConsents)
            .values({ orderId, mac })
            .onConflictDoUpdate({ target: signerConsents.orderId, set: { mac } })
          const { serial } = certificate
          await audit(tx, {
            ...{ actor: 'worker:signing', action: 'signer.agreed', subject: orderId },
            detail: { serial },
          })
        }
      }),

    /** Makes the phone whose code this is the signer's, in place of the one that agreed to it. */
    bindPhone: (request: { orderId: string; typedCodeId: string }): Promise<Redeemed> =>
      redeem(request, 'binding', async ({ certificate, phone }) => {
        const { orderId } = request
        const { id: certificateId, serial } = certificate
        await mustBeAgreed(orderId, certificateId)
        const mac = signerMac(vault, certificateId, phone)
        return async (tx) => {
          await tx
            .update(signers)
            .set({ orderId, phoneMasked: maskPhone(phone), mac })
            .where(eq(signers.certificateId, certificateId))
          await audit(tx, {
            ...{ actor: 'worker:signing', action: 'signer.phoneChanged', subject: orderId },
            detail: { serial },
          })
        }
      }),

    /** Signs what the code was made over, with the certificate it was made for: all of it, or nothing. */
    signByCode: (request: { orderId: string; typedCodeId: string }): Promise<Redeemed> =>
      redeem(request, 'signing', async (of) => {
        await mustBeSigner(of.certificate.id, of.phone)
        return signDocuments({ db, vault, documentStore }, of)
      }),

    /**
     * Decides what became of a typed code whose use failed, or was not answered in time: gives whether it was used. If not,
     * it is void, so that no late try of it signs what the signer is asked for again.
     */
    settleCode: ({ typedCodeId }: { typedCodeId: string }): Promise<boolean> =>
      db.transaction(async (tx) => {
        const [found] = await tx
          .select({ code: authorisations })
          .from(authorisations)
          .innerJoin(typedCodes, eq(typedCodes.authorisationId, authorisations.id))
          .where(eq(typedCodes.id, typedCodeId))
          .for('update', { of: authorisations })
        if (!found) return false
        const { id, consumedAt, consumedBy } = found.code
        if (consumedAt) return consumedBy === typedCodeId
        await tx.update(authorisations).set({ voidedAt: now() }).where(eq(authorisations.id, id))
        return false
      }),
  }
}
