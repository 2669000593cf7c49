import { Mobile3MetaDetailVerifyRequest } from '@alicloud/cloudauth20190307'
import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { config } from '../../config.ts'
import type { Database } from '../../db/database.ts'
import { notifyOrderChanged, orderNo } from '../../db/order-changed.ts'
import { proofings } from '../../db/schema/proofing.ts'
import type { ApplicationForm } from '../../domain/application-form.ts'
import { callRegistry, identityClient } from '../aliyun/client.ts'
import { idempotencyKey, permanentFailure } from '../idempotency.ts'
import { readOrder } from '../orders/form.ts'

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
async function checkRegistry({ organisation, legalRepresentative }: ApplicationForm): Promise<Verdict> {
  const body = await callRegistry('CompanyFourElementsVerification', {
    AuthCode: config('aliyun').ALIYUN_REGISTRY_AUTH_CODE,
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
async function checkPhone({ legalRepresentative }: ApplicationForm): Promise<Verdict> {
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
    inconsistent: resultObject.bizCode === '1' ? [] : ['legalRepresentative.phone'],
    requestId: requestId ?? '',
  }
}

export function proofingActivities({ db }: { db: Database }) {
  return {
    /** Identity proofing before any code is sent: company registry, then the chosen way. Keeps the evidence. */
    async checkIdentity({ orderId }: { orderId: string; revision: number }) {
      const key = idempotencyKey()
      const [known] = await db.select().from(proofings).where(eq(proofings.idempotencyKey, key))
      if (known) return { result: known.result, inconsistent: known.inconsistent }

      const { form, proofedFacts } = await readOrder(db, orderId)
      const registry = await checkRegistry(form)
      const verdicts = registry.inconsistent.length > 0 ? [registry] : [registry, await checkPhone(form)]
      const inconsistent = verdicts.flatMap((verdict) => verdict.inconsistent)
      const result = inconsistent.length === 0 ? ('matched' as const) : ('mismatched' as const)
      await db
        .insert(proofings)
        .values({
          orderId,
          method: form.proofing.method,
          facts: proofedFacts,
          result,
          inconsistent,
          providerRequests: verdicts.map((verdict) => verdict.requestId),
          idempotencyKey: key,
        })
        .onConflictDoNothing()
      return { result, inconsistent }
    },

    /** The legal representative's code came back: the latest matching check counts as passed. */
    async passProofing({ orderId }: { orderId: string; codeId: string }): Promise<void> {
      await db.transaction(async (tx) => {
        const [check] = await tx
          .select({ id: proofings.id, facts: proofings.facts, passedAt: proofings.passedAt })
          .from(proofings)
          .where(and(eq(proofings.orderId, orderId), eq(proofings.result, 'matched')))
          .orderBy(desc(proofings.createdAt))
          .limit(1)
        const { proofedFacts } = await readOrder(tx, orderId)
        if (check?.facts !== proofedFacts) throw permanentFailure('NotProofed', 'no check of these facts')
        await tx
          .update(proofings)
          .set({ passedAt: new Date() })
          .where(and(eq(proofings.id, check.id), isNull(proofings.passedAt)))
        await notifyOrderChanged(tx, orderNo(orderId))
      })
    },
  }
}
