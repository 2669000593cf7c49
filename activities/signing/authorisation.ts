import { createHash, randomUUID } from 'node:crypto'
import canonicalize from 'canonicalize'
import { and, count, eq, gt, isNull, sql, sum } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database, Transaction } from '../../db/database.ts'
import { fingerprint } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import {
  authorisations,
  hashSignings,
  signerConsents,
  signers,
  signingDocuments,
  typedCodes,
} from '../../db/schema/signing.ts'
import { proofings } from '../../db/schema/proofing.ts'
import { namingOf, signersOf } from '../../db/signers.ts'
import { seal as sealFor, unseal } from '../../db/sealed-columns.ts'
import { holderName } from '../../domain/application-form.ts'
import {
  authorisationRules,
  authorisedText,
  isWithin,
  mayAuthorise,
  namesInSms,
  noLimits,
} from '../../domain/authorisation.ts'
import type { AuthorisationPurpose, SignerLimits } from '../../domain/authorisation.ts'
import { authorisedHashesText } from '../../domain/hash-signing.ts'
import { maskPhone } from '../../domain/identifiers.ts'
import type { KindsThat, OrderKind } from '../../domain/kinds/kinds.ts'
import type { SmsNoticeId } from '../../domain/notices.ts'
import { proofStatement } from '../../domain/proofing.ts'
import { judgeCode, type CodeVerdict } from '../../domain/verification-codes.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { open } from '../../pki/sealed.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'
import { mustBeSendable, sendCode } from '../sms/code-sms.ts'
import { hashesToSign, keepSignatures } from './hashes.ts'
import { documentsToSign, hostedSigner, sealOf, type SigningDeps } from './request.ts'
import { signDocuments } from './signature.ts'

const DAY = 86_400_000
const NOTICE = {
  activation: 'activationCode',
  signing: 'signingCode',
  binding: 'newPhoneCode',
  lifting: 'liftCode',
  hashSigning: 'hashSigningCode',
  proofing: 'certificateProofingCode',
} as const
/** What the signer agrees to stands in the SMS. */
const CONSENT = {
  phoneChange: 'phoneChangeCode',
  signerNaming: 'signerNamingCode',
  hostedRenewal: 'hostedRenewalCode',
  hostedChange: 'hostedChangeCode',
} as const satisfies Record<KindsThat<'followsHosted'>, SmsNoticeId>

/** What a typed code came to; it is no failure of the activity, so that nobody's guess is retried. */
export type Redeemed = { verdict: 'ok' } | { verdict: Exclude<CodeVerdict, 'ok'> | 'none'; triesLeft: number }

/** A code that only whoever has the HSM's secret can know, over everything that it authorises. */
function codeFor(vault: KeyVault, text: string): string {
  const number = Buffer.from(vault.mac(text)).readBigUInt64BE() % 10n ** BigInt(authorisationRules.digits)
  return String(number).padStart(authorisationRules.digits, '0')
}

const noticeOf = (purpose: AuthorisationPurpose, { kind }: { kind: OrderKind }): SmsNoticeId =>
  purpose === 'consent'
    ? CONSENT[kind as keyof typeof CONSENT]
    : purpose === 'binding' && kind === 'signerNaming'
      ? 'namedSignerCode'
      : NOTICE[purpose]

/** Over all that makes a signer what it is. */
const signerMac = (vault: KeyVault, signer: Bound): Buffer =>
  Buffer.from(vault.mac(`signer ${canonicalize(signer)!}`))

/** What of a signer is bound by the HSM. */
interface Bound {
  id: string
  certificateId: string
  name: string
  phone: string
  limits: SignerLimits
}

/** A typed code, and what it is for; `partId`: of a request with several signers. */
interface TypedFor {
  orderId: string
  typedCodeId: string
  partId?: string
}

const ofPart = (partId: string | undefined) =>
  partId === undefined ? isNull(authorisations.partId) : eq(authorisations.partId, partId)

const consentMac = (vault: KeyVault, orderId: string, certificateId: string, formSha256: string) =>
  Buffer.from(vault.mac(JSON.stringify(['consent', orderId, certificateId, formSha256])))

export type AuthorisationActivities = ReturnType<typeof authorisationActivities>

/** Codes for hosted keys: made, sent, compared and used here, and nowhere else. */
export function authorisationActivities(deps: SigningDeps) {
  const { db, vault } = deps

  /** All that a code of this row is for, as it is now. */
  async function authorised(
    row: Pick<
      typeof authorisations.$inferSelect,
      'id' | 'orderId' | 'purpose' | 'partId' | 'signerId' | 'expiresAt'
    >,
  ) {
    const { id, orderId, purpose, partId, expiresAt } = row
    const signerId = purpose === 'hashSigning' ? row.signerId : null
    const hosted = await hostedSigner(db, orderId, purpose, { partId, signerId })
    const { certificate, phone, part, check } = hosted
    const hashes = purpose === 'hashSigning' ? await hashesToSign(db, orderId) : undefined
    const documents = purpose === 'signing' ? await documentsToSign(deps, orderId, part) : []
    const seal = documents.some(({ places }) => places.length > 0)
      ? await sealOf(db, certificate.id)
      : undefined
    const forWhom = { id, certificateId: certificate.id, phone, expiresAt: expiresAt.getTime() }
    const text = hashes
      ? authorisedHashesText({ ...forWhom, ...hashes.authorised })
      : authorisedText({
          ...{ ...forWhom, purpose, documents },
          sealSha256: seal?.sha256 ?? null,
          formSha256: purpose === 'consent' ? await formSha256(orderId) : (check?.facts ?? null),
        })
    return { ...hosted, codeId: id, documents, hashes, seal, text }
  }

  /** Of the form of an order as it is now, and of whom it names. */
  async function formSha256(orderId: string): Promise<string> {
    const { form } = await readOrder(db, orderId)
    const naming = await namingOf(db, orderId)
    return createHash('sha256')
      .update(canonicalize(naming ? { form, naming } : form)!)
      .digest('hex')
  }

  /** What the SMS says of it. */
  async function agreedTo(orderId: string): Promise<Record<string, string>> {
    const naming = await namingOf(db, orderId)
    const { name = '', phone } = naming ?? (await readOrder(db, orderId)).form.operator
    return { name, phone: maskPhone(phone) }
  }

  /** The signer has agreed to exactly what the order's form says now, whatever the database says. */
  async function mustBeAgreed(orderId: string, certificateId: string): Promise<void> {
    const [consent] = await db.select().from(signerConsents).where(eq(signerConsents.orderId, orderId))
    const mac = consentMac(vault, orderId, certificateId, await formSha256(orderId))
    if (!consent || !mac.equals(consent.mac))
      throw permanentFailure('SignerUnknown', 'the signer has not agreed to this')
  }

  /** The row of a signer, bound by the HSM. */
  function bound(orderId: string, of: Omit<Bound, 'id'>, id: string = randomUUID()) {
    const { certificateId, name, phone, limits } = of
    return {
      ...{ id, certificateId, orderId, limits },
      name: sealFor('signerName', [id], name),
      phone: sealFor('signerPhone', [id], phone),
      phoneFingerprint: fingerprint('phone', phone),
      phoneMasked: maskPhone(phone),
      mac: signerMac(vault, { id, ...of }),
    }
  }

  /** Only a phone that the HSM knows as a signer's signs by the certificate, whatever the database says. */
  function mustBeSigner(of: Parameters<typeof isBound>[0]): void {
    if (!isBound(of)) throw permanentFailure('SignerUnknown', 'this phone is no signer of the certificate')
  }

  /** Whether the HSM has bound this signer with this phone to the certificate. */
  function isBound({
    certificate,
    signer,
    phone,
  }: Pick<Awaited<ReturnType<typeof hostedSigner>>, 'certificate' | 'signer' | 'phone'>): boolean {
    if (!signer?.mac) return false
    return signerMac(vault, {
      ...{ id: signer.id, certificateId: certificate.id, phone, limits: signer.limits },
      name: unseal('signerName', [signer.id], signer.name),
    }).equals(signer.mac)
  }

  /**
   * What the signer may sign now, by the limits that are bound with the phone. Gives how many documents this is about: a
   * hash stands for one. @throws SignerLimited.
   */
  async function mustBeWithin(
    { signer, order }: Pick<Awaited<ReturnType<typeof hostedSigner>>, 'signer' | 'order'>,
    from: Database | Transaction = db,
  ): Promise<number> {
    const at = now()
    const [[listed], [hashes], [signed]] = await Promise.all([
      from.select({ count: count() }).from(signingDocuments).where(eq(signingDocuments.orderId, order.id)),
      from
        .select({ count: sql`jsonb_array_length(${hashSignings.hashes})`.mapWith(Number) })
        .from(hashSignings)
        .where(eq(hashSignings.orderId, order.id)),
      from
        .select({ count: sum(authorisations.documents).mapWith(Number) })
        .from(authorisations)
        .where(
          and(
            eq(authorisations.signerId, signer!.id),
            gt(authorisations.consumedAt, new Date(at.getTime() - DAY)),
          ),
        ),
    ])
    const documents = listed!.count + (hashes?.count ?? 0)
    if (!isWithin(signer!.limits, { signed: signed?.count ?? 0, documents, at }))
      throw permanentFailure('SignerLimited', 'beyond what the signer may sign')
    return documents
  }

  /** Keeps what was signed while its signer still may: what several codes sign at once is counted one after the other. */
  const keepWithin =
    (of: Awaited<ReturnType<typeof hostedSigner>>, keep: (tx: Transaction) => Promise<void>) =>
    async (tx: Transaction): Promise<void> => {
      const [signer] = await tx.select().from(signers).where(eq(signers.id, of.signer!.id)).for('update')
      mustBeSigner({ ...of, signer })
      await mustBeWithin(of, tx)
      await keep(tx)
    }

  /** Uses up a typed code, or counts it as a wrong one. `use` does what it authorises, and gives what keeps that. */
  async function redeem(
    request: TypedFor,
    purpose: AuthorisationPurpose,
    use: (of: Awaited<ReturnType<typeof authorised>>) => Promise<(tx: Transaction) => Promise<void>>,
  ): Promise<Redeemed> {
    const { orderId, typedCodeId, partId } = request
    const [asked] = await db
      .select({ typed: typedCodes, code: authorisations })
      .from(typedCodes)
      .innerJoin(authorisations, eq(authorisations.id, typedCodes.authorisationId))
      .where(
        and(
          eq(typedCodes.id, typedCodeId),
          eq(authorisations.orderId, orderId),
          eq(authorisations.purpose, purpose),
          ofPart(partId),
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
      partId,
      signerId,
    }: {
      orderId: string
      purpose: AuthorisationPurpose
      /** Of a request with several signers: for whose part. */
      partId?: string
      /** Of hashes: which of the certificate's signers answers; the first where nobody is chosen. */
      signerId?: string | null
    }): Promise<void> {
      const key = idempotencyKey()
      const hosted = await hostedSigner(db, orderId, purpose, { partId, signerId })
      const { phone, order, form, isSigners } = hosted
      if (isSigners) mustBeSigner(hosted)
      const isSignature = purpose === 'signing' || purpose === 'hashSigning'
      const documentCount = isSignature ? await mustBeWithin(hosted) : 0
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
              ofPart(partId),
              isNull(authorisations.consumedAt),
              isNull(authorisations.voidedAt),
            ),
          )
        const [written] = await tx
          .insert(authorisations)
          .values({
            ...{ id: randomUUID(), orderId, purpose, phoneFingerprint, phoneMasked: maskPhone(phone) },
            ...{ partId: partId ?? null, signerId: hosted.signer?.id ?? null, documents: documentCount },
            expiresAt: new Date(at.getTime() + authorisationRules.lifeSeconds * 1000),
            ...{ idempotencyKey: key, createdAt: at },
          })
          .returning()
        return written!
      })
      const { text, documents, hashes } = await authorised(row)
      await sendCode(db, {
        orderId,
        notice: noticeOf(purpose, order),
        language: order.language,
        phone,
        parameters: {
          organisation: holderName(form),
          order: order.no,
          documents: namesInSms(documents.map(({ name }) => name)),
          client: hashes?.clientName ?? '',
          count: String(hashes?.authorised.hashes.length ?? documents.length),
          ...(purpose === 'consent' && {
            ...(await agreedTo(orderId)),
          }),
          code: codeFor(vault, text),
        },
        idempotencyKey: key,
      })
      await db.update(authorisations).set({ sentAt: new Date() }).where(eq(authorisations.id, row.id))
      await notifyOrderChanged(db, order.no)
    },

    /** Makes the phone whose code this is the signer of the order's certificate. */
    activateSigner: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'activation', async ({ certificate, phone, form }) => async (tx) => {
        const { id: certificateId, serial } = certificate
        await tx
          .insert(signers)
          .values(
            bound(request.orderId, { certificateId, name: form.operator.name, phone, limits: noLimits }),
          )
          .onConflictDoNothing()
        await audit(tx, {
          actor: 'worker:signing',
          action: 'signer.activated',
          subject: request.orderId,
          detail: { serial },
        })
      }),

    /** Keeps that the signer agrees to what the order's form says. */
    keepConsent: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'consent', async (of) => {
        const { orderId } = request
        const { certificate } = of
        mustBeSigner(of)
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

    /** Lets whoever this code was sent to sign as well, as the first signer has agreed. */
    bindSigner: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'binding', async ({ certificate, naming }) => {
        const { orderId } = request
        const { id: certificateId, serial } = certificate
        await mustBeAgreed(orderId, certificateId)
        const row = bound(orderId, { certificateId, ...naming! })
        return async (tx) => {
          await tx.insert(signers).values(row).onConflictDoNothing()
          await audit(tx, {
            ...{ actor: 'worker:signing', action: 'signer.named', subject: orderId },
            detail: { serial },
          })
        }
      }),

    /** Makes the phone whose code this is the signer's, in place of the one that agreed to it. */
    bindPhone: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'binding', async ({ certificate, phone, form, signer }) => {
        const { orderId } = request
        const { id: certificateId, serial } = certificate
        await mustBeAgreed(orderId, certificateId)
        const { id, limits } = signer!
        const row = bound(orderId, { certificateId, name: form.operator.name, phone, limits }, id)
        return async (tx) => {
          await tx.update(signers).set(row).where(eq(signers.id, id))
          await audit(tx, {
            ...{ actor: 'worker:signing', action: 'signer.phoneChanged', subject: orderId },
            detail: { serial },
          })
        }
      }),

    /**
     * Lets the signer's phone use the certificate that an order has made, as they agreed, and those that they named for the
     * old one. @throws SignerUnknown where they have not, or it is another's phone by now; CertificateNotInUse.
     */
    async adoptSigner({ orderId }: { orderId: string }): Promise<void> {
      const old = await hostedSigner(db, orderId, 'consent')
      const made = await hostedSigner(db, orderId, 'activation')
      const { id: certificateId, serial } = made.certificate
      await mustBeAgreed(orderId, old.certificate.id)
      mustBeSigner(old)
      if (old.phone !== made.phone) throw permanentFailure('SignerUnknown', 'it is another phone by now')
      const known = await signersOf(db, [old.certificate.id])
      const rows = known.flatMap((signer) => {
        const phone = unseal('signerPhone', [signer.id], signer.phone)
        if (!isBound({ certificate: old.certificate, signer, phone })) return []
        const { limits, createdAt } = signer
        const [namedBy, name] =
          signer.id === old.signer?.id ? [orderId, made.form.operator.name] : [signer.orderId, signer.called]
        return [{ ...bound(namedBy, { certificateId, name, phone, limits }), createdAt }]
      })
      await db.transaction(async (tx) => {
        const adopted = await tx.insert(signers).values(rows).onConflictDoNothing().returning()
        if (adopted.length === 0) return
        await audit(tx, {
          ...{ actor: 'worker:signing', action: 'signer.adopted', subject: orderId },
          detail: { serial, count: adopted.length },
        })
      })
    },

    /** Whether whoever typed the code has the phone of the signer. */
    proveSigner: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'lifting', (of) => {
        mustBeSigner(of)
        const { serial } = of.certificate
        return Promise.resolve((tx) =>
          audit(tx, {
            ...{ actor: 'worker:signing', action: 'signer.proved', subject: request.orderId },
            detail: { serial },
          }),
        )
      }),

    /** Has the hosted key sign that its holder proves to be whom the order's form names. */
    proveByHosted: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'proofing', (of) => {
        mustBeSigner(of)
        const { certificate, order, spki, wrapped, check, codeId } = of
        const { serial, algorithm } = certificate
        const { id, facts } = check!
        const statement = Buffer.from(proofStatement({ no: order.no, facts, codeId }))
        const [signature] = vault.sign({ spki, wrapped }, [statement])
        const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
        const signed = {
          ...{ serial, algorithm, publicKey: base64(spki) },
          ...{ statement: base64(statement), signature: base64(signature!) },
        }
        return Promise.resolve(async (tx) => {
          await tx.update(proofings).set({ signed }).where(eq(proofings.id, id))
          await audit(tx, {
            ...{ actor: 'worker:signing', action: 'holder.proved', subject: request.orderId },
            detail: { serial },
          })
        })
      }),

    /** Signs what the code was made over, with the certificate it was made for: all of it, or nothing. */
    signByCode: (request: TypedFor): Promise<Redeemed> =>
      redeem(request, 'signing', async (of) => {
        mustBeSigner(of)
        await mustBeWithin(of)
        return keepWithin(of, await signDocuments(deps, of))
      }),

    /** Signs the hashes that the code was made over, with the certificate it was made for: all of them, or nothing. */
    signHashesByCode: (request: { orderId: string; typedCodeId: string }): Promise<Redeemed> =>
      redeem(request, 'hashSigning', async (of) => {
        mustBeSigner(of)
        await mustBeWithin(of)
        return keepWithin(of, keepSignatures(vault, of, of.hashes!))
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
