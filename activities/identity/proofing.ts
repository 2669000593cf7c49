import { BankMetaVerifyRequest, Mobile3MetaDetailVerifyRequest } from '@alicloud/cloudauth20190307'
import { and, count, desc, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { certificatesInHands } from '../../db/certificates.ts'
import { fingerprint } from '../../db/encryption.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { provingCertificate } from '../../db/proofings.ts'
import { orders } from '../../db/schema/orders.ts'
import { proofings, verificationCodes } from '../../db/schema/proofing.ts'
import { firstSigners } from '../../db/signers.ts'
import {
  isOrganisation,
  provedField,
  type ApplicationForm,
  type OrganisationForm,
} from '../../domain/application-form.ts'
import {
  certificateProblem,
  isInUse,
  proofingRules,
  type CertificateProblemField,
  type ProofingMethod,
} from '../../domain/proofing.ts'
import { personSubject } from '../../pki/name.ts'
import { callRegistry, identityClient } from '../aliyun/client.ts'
import { now } from '../clock.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder, type StoredOrder } from '../orders/form.ts'
import { codeActivities } from '../sms/verification-code.ts'

interface Verdict {
  /** Form fields that do not agree with the source. */
  inconsistent: string[]
  requestId: string
}

export type ProofingActivities = ReturnType<typeof proofingActivities>

const registryAnswer = z.object({
  RequestId: z.string(),
  Code: z.string(),
  Data: z
    .object({
      VerifyResult: z.union([z.string(), z.boolean()]).transform(String),
      ReasonCode: z.union([z.string(), z.number()]).transform(String),
      InconsistentData: z.array(z.string()).default([]),
      DetailInfo: z.object({ EnterpriseStatus: z.string().optional() }).nullish(),
    })
    .optional(),
})

/** The registry's names of the four facts, and the fields of the form that hold them. */
const REGISTRY_FIELDS: Record<string, string> = {
  EpCertName: 'organisation.name',
  EpCertNo: 'organisation.uscc',
  LegalPersonCertName: 'legalRepresentative.name',
  LegalPersonCertNo: 'legalRepresentative.idNumber',
}

/** Company registry: name, USCC, legal representative's name and ID number belong together, company is active. */
async function checkRegistry({ organisation, legalRepresentative }: OrganisationForm): Promise<Verdict> {
  const body = await callRegistry('CompanyFourElementsVerification', {
    AuthCode: config('identity').ALIYUN_REGISTRY_AUTH_CODE,
    EpCertName: organisation.name,
    EpCertNo: organisation.uscc,
    LegalPersonCertName: legalRepresentative.name,
    LegalPersonCertNo: legalRepresentative.idNumber,
  })
  const { RequestId, Code, Data } = registryAnswer.parse(body)
  if (Code !== 'OK' || !Data) throw new Error(`company registry answered ${Code}`)
  const inconsistent = Data.InconsistentData.map((name) => REGISTRY_FIELDS[name] ?? 'organisation.uscc')
  const agreeButInactive = Data.ReasonCode === '1'
  if (Data.VerifyResult !== 'true' && !agreeButInactive && inconsistent.length === 0) {
    inconsistent.push('organisation.uscc')
  }
  if (Data.DetailInfo?.EnterpriseStatus && !/存续|在业|开业|在营/.test(Data.DetailInfo.EnterpriseStatus)) {
    inconsistent.push('organisation.status')
  }
  return { inconsistent, requestId: RequestId }
}

/** Three elements: the phone is registered to this person. */
async function checkPhone(form: ApplicationForm): Promise<Verdict> {
  const { legalRepresentative } = form
  const answer = await identityClient().mobile3MetaDetailVerify(
    new Mobile3MetaDetailVerifyRequest({
      paramType: 'normal',
      userName: legalRepresentative.name,
      identifyNum: legalRepresentative.idNumber,
      mobile: legalRepresentative.phone,
    }),
  )
  const { code, requestId, resultObject } = answer.body ?? {}
  if (code !== '200' || !resultObject) throw new Error(`phone check answered ${code}`)
  return {
    inconsistent: resultObject.bizCode === '1' ? [] : [provedField(form, 'phone')],
    requestId: requestId ?? '',
  }
}

/** Four elements: the card belongs to this person, who left this phone at the bank. */
async function checkBankCard({ legalRepresentative, proofing }: ApplicationForm): Promise<Verdict> {
  const answer = await identityClient().bankMetaVerify(
    new BankMetaVerifyRequest({
      paramType: 'normal',
      verifyMode: 'VERIFY_BANK_CARD',
      productType: 'BANK_CARD_4_META',
      userName: legalRepresentative.name,
      identifyNum: legalRepresentative.idNumber,
      mobile: legalRepresentative.phone,
      bankCard: proofing.bankCard,
    }),
  )
  const { code, requestId, resultObject } = answer.body ?? {}
  if (code !== '200' || !resultObject) throw new Error(`bank card check answered ${code}`)
  return {
    inconsistent: resultObject.bizCode === '1' ? [] : ['proofing.bankCard'],
    requestId: requestId ?? '',
  }
}

/** What each way checks besides the register; a transfer is checked by the bank that makes it. */
const checks: Record<ProofingMethod, ((form: ApplicationForm) => Promise<Verdict>)[]> = {
  legalRepPhone: [checkPhone],
  legalRepBankCard: [checkBankCard],
  microDeposit: [],
  ownPhone: [checkPhone],
  ownBankCard: [checkBankCard],
  // Our own books are looked into (`checkHosted`).
  ownCertificate: [],
}

/** Of those that no code of ours by SMS ends. */
const wayOf: Partial<Record<ProofingMethod, 'deposit' | 'certificate'>> = {
  microDeposit: 'deposit',
  ownCertificate: 'certificate',
}

const DAY = 86_400_000

export function proofingActivities({ db }: { db: Database }) {
  async function mismatchesToday(
    { holderNumber }: StoredOrder['order'],
    method: ProofingMethod | 'registry',
  ): Promise<number> {
    const [row] = await db
      .select({ failed: count() })
      .from(proofings)
      .innerJoin(orders, eq(orders.id, proofings.orderId))
      .where(
        and(
          eq(orders.holderNumber, holderNumber!),
          eq(proofings.method, method),
          eq(proofings.result, 'mismatched'),
          gt(proofings.createdAt, new Date(now().getTime() - DAY)),
        ),
      )
    return row?.failed ?? 0
  }

  const { sendVerificationCode } = codeActivities({ db })

  /** The hosted certificate in use of this person whose first signer has this phone, another than the order is about. */
  async function checkHosted(
    { holderNumber, certificateId }: StoredOrder['order'],
    { operator: { name, phone } }: ApplicationForm,
  ): Promise<{ certificateId?: string; inconsistent: CertificateProblemField[] }> {
    const rows = (await certificatesInHands(db, holderNumber!)).filter(
      ({ tokenSerial, certificate }) => tokenSerial === null && certificate.id !== certificateId,
    )
    const firsts = await firstSigners(
      db,
      rows.map(({ certificate }) => certificate.id),
    )
    const person = {
      holderNumber: holderNumber!,
      subject: personSubject({ name, holderNumber: holderNumber! }),
    }
    const found = rows
      .filter(
        ({ certificate }) => firsts.get(certificate.id)?.phoneFingerprint === fingerprint('phone', phone),
      )
      .map(({ certificate }) => ({ certificate, problem: certificateProblem(certificate, person, now()) }))
    const best = found.find(({ problem }) => !problem) ?? found[0]
    if (!best) return { inconsistent: ['person.phone'] }
    const { certificate, problem } = best
    return { certificateId: certificate.id, inconsistent: problem ? [problem] : [] }
  }

  /** The register of its kind, then the chosen way. Keeps the evidence. */
  async function check({ order, form, proofedFacts }: StoredOrder) {
    const orderId = order.id
    const key = idempotencyKey()
    const [known] = await db.select().from(proofings).where(eq(proofings.idempotencyKey, key))
    if (known) return { result: known.result, inconsistent: known.inconsistent }
    const { method } = form.proofing
    if ((await mismatchesToday(order, method)) >= proofingRules.mismatchesPerDay) {
      throw permanentFailure('ProofingTriesOut', 'too many checks failed today')
    }
    const verdicts: Verdict[] = []
    for (const look of isOrganisation(form)
      ? [() => checkRegistry(form), ...checks[method]]
      : checks[method]) {
      verdicts.push(await look(form))
      if (verdicts.at(-1)!.inconsistent.length > 0) break
    }
    const hosted = method === 'ownCertificate' ? await checkHosted(order, form) : undefined
    const inconsistent = hosted?.inconsistent ?? verdicts.flatMap((verdict) => verdict.inconsistent)
    const result = inconsistent.length === 0 ? ('matched' as const) : ('mismatched' as const)
    await db
      .insert(proofings)
      .values({
        orderId,
        method,
        facts: proofedFacts,
        result,
        inconsistent,
        providerRequests: verdicts.map((verdict) => verdict.requestId),
        certificateId: hosted?.certificateId ?? null,
        idempotencyKey: key,
        createdAt: now(),
      })
      .onConflictDoNothing()
    return { result, inconsistent }
  }

  return {
    /**
     * Identity proofing: the check, and when it agrees the code by SMS; one that goes with a transfer, or has a hosted key
     * sign, is another's to send (`way`). @throws ProofingTriesOut when this holder failed this way too often today; what
     * sending a code throws.
     */
    async checkIdentity({ orderId }: { orderId: string }) {
      const stored = await readOrder(db, orderId)
      const { form } = stored
      const { result, inconsistent } = await check(stored)
      const way = wayOf[form.proofing.method] ?? ('code' as const)
      if (result === 'matched' && way === 'code') {
        await sendVerificationCode({ workflowId: orderId, orderId, purpose: 'proofing' })
      }
      return { result, inconsistent, way }
    },

    /**
     * The register alone, for a holder who has proved to be one by key and PIN: that of companies, or for a person that of
     * the phone's operator, where name and identity number stand. Keeps the evidence.
     * @throws ProofingTriesOut when this holder failed too often today.
     */
    async checkRegister({ orderId }: { orderId: string }) {
      const key = idempotencyKey()
      const [known] = await db.select().from(proofings).where(eq(proofings.idempotencyKey, key))
      if (known) return { result: known.result, inconsistent: known.inconsistent }
      const { order, form, proofedFacts } = await readOrder(db, orderId)
      // What a person is called changes by an information change alone; a phone that the bank knows need not be theirs.
      if (order.kind === 'renewal' && !isOrganisation(form))
        return { result: 'matched', inconsistent: [] } as const
      if ((await mismatchesToday(order, 'registry')) >= proofingRules.mismatchesPerDay) {
        throw permanentFailure('ProofingTriesOut', 'too many checks failed today')
      }
      const { inconsistent, requestId } = await (isOrganisation(form)
        ? checkRegistry(form)
        : checkPhone(form))
      const result = inconsistent.length === 0 ? ('matched' as const) : ('mismatched' as const)
      const evidence = { orderId, method: 'registry', facts: proofedFacts, result, inconsistent } as const
      await db
        .insert(proofings)
        .values({ ...evidence, providerRequests: [requestId], idempotencyKey: key, createdAt: now() })
        .onConflictDoNothing()
      return { result, inconsistent }
    },

    /** The legal representative's code came back: the latest matching check counts as passed. Gives what it vouches for. */
    async passProofing({ orderId, codeId }: { orderId: string; codeId: string }): Promise<{ facts: string }> {
      return db.transaction(async (tx) => {
        const [code] = await tx.select().from(verificationCodes).where(eq(verificationCodes.id, codeId))
        const [check] = await tx
          .select({ id: proofings.id, facts: proofings.facts, passedAt: proofings.passedAt })
          .from(proofings)
          .where(
            and(eq(proofings.orderId, orderId), eq(proofings.result, 'matched'), isNull(proofings.voidedAt)),
          )
          .orderBy(desc(proofings.createdAt))
          .limit(1)
        const { proofedFacts } = await readOrder(tx, orderId)
        // The code, the check and the form have to be about the same: a form can be saved between any two of them.
        if (check?.facts !== proofedFacts || code?.subject !== proofedFacts)
          throw permanentFailure('NotProofed', 'no check of these facts')
        await tx
          .update(proofings)
          .set({ passedAt: now() })
          .where(and(eq(proofings.id, check.id), isNull(proofings.passedAt)))
        await notifyOrderChanged(tx, orderNo(orderId))
        return { facts: proofedFacts }
      })
    },

    /**
     * A certificate's key has signed for what the form says now: that counts as passed, if the certificate is still in use.
     * Gives what it vouches for. @throws NotProofed; CertificateNotInUse.
     */
    async passSignedProof({ orderId }: { orderId: string }): Promise<{ facts: string }> {
      return db.transaction(async (tx) => {
        const { proofedFacts: facts } = await readOrder(tx, orderId)
        const proving = await provingCertificate(tx, orderId, facts)
        if (!proving?.check.signed) throw permanentFailure('NotProofed', 'no key has signed for these facts')
        const { certificate, check } = proving
        if (!isInUse(certificate, now()))
          throw permanentFailure('CertificateNotInUse', 'the certificate is not in use')
        await tx
          .update(proofings)
          .set({ passedAt: now() })
          .where(and(eq(proofings.id, check.id), isNull(proofings.passedAt)))
        await notifyOrderChanged(tx, orderNo(orderId))
        return { facts }
      })
    },
  }
}
