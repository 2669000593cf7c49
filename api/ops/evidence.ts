import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { certificateBySerial } from '../../db/certificates.ts'
import {
  askForEvidence,
  bundlesAbout,
  dropBundle,
  legalHoldsOn,
  liftLegalHold,
  setLegalHold,
  takeBundle,
  type EvidenceBundle,
} from '../../db/evidence.ts'
import { taskQueues } from '../../temporal.config.ts'
import { evidenceBundle } from '../../workflows/evidence-bundle.ts'
import { fileAnswer } from '../orders/file-answer.ts'
import { Problem } from '../problems.ts'

const instant = z.iso.datetime()
const words = z.string().trim().min(2, 'required').max(300, 'tooLong')
const serialNumber = z.object({ serial: z.string().regex(/^[0-9a-f]{1,40}$/) })
const ZIP = 'application/zip'

const records = z
  .object({
    bundles: z.array(
      z.object({
        id: z.uuid(),
        askedBy: z.string().describe('User name'),
        reason: z.string(),
        askedAt: instant,
        state: z.enum(['inMaking', 'ready', 'removed']),
      }),
    ),
    holds: z.array(
      z.object({
        id: z.uuid(),
        reference: z.string().describe('Number of the order or the case'),
        note: z.string(),
        setBy: z.string(),
        setAt: instant,
      }),
    ),
  })
  .meta({ id: 'CertificateRecords' })

function stateOf({ completedAt, documentId }: EvidenceBundle) {
  if (!completedAt) return 'inMaking'
  return documentId ? 'ready' : 'removed'
}

/** 存证: bundles of evidence about a certificate, and holds that keep its records from being purged. */
export const evidenceRoutes: FastifyPluginAsyncZod = async (app) => {
  async function find(serial: string) {
    const row = await certificateBySerial(app.db, serial)
    if (!row?.certificate.der) throw new Problem('certificateUnknown')
    return row.certificate
  }

  async function view(certificateId: string): Promise<z.infer<typeof records>> {
    const [bundles, holds] = await Promise.all([
      bundlesAbout(app.db, certificateId),
      legalHoldsOn(app.db, certificateId),
    ])
    return {
      bundles: bundles.map((bundle) => ({
        id: bundle.id,
        askedBy: bundle.askedBy,
        reason: bundle.reason,
        askedAt: bundle.createdAt.toISOString(),
        state: stateOf(bundle),
      })),
      holds: holds.map(({ id, reference, note, setBy, createdAt }) => ({
        ...{ id, reference, note, setBy },
        setAt: createdAt.toISOString(),
      })),
    }
  }

  app.get(
    '/certificates/:serial/records',
    {
      config: { may: 'keepEvidence' },
      schema: {
        summary: 'Bundles of evidence that were asked for, and legal holds',
        params: serialNumber,
        response: { 200: records },
      },
    },
    async ({ params }) => view((await find(params.serial)).id),
  )

  app.post(
    '/certificates/:serial/evidence',
    {
      config: { may: 'keepEvidence' },
      schema: {
        summary: 'Ask for a bundle of everything that is kept about a certificate, signed by the CA',
        params: serialNumber,
        body: z.object({ reason: words }),
        response: { 200: records },
      },
    },
    async ({ params, body, staff }) => {
      const { id: certificateId, serial } = await find(params.serial)
      const asked = { certificateId, serial, askedBy: staff.username, reason: body.reason }
      const bundleId = await askForEvidence(app.db, asked)
      try {
        await app.temporal.workflow.start(evidenceBundle, {
          workflowId: `evidenceBundle/${bundleId}`,
          taskQueue: taskQueues.business,
          args: [{ bundleId }],
        })
      } catch (error) {
        await dropBundle(app.db, bundleId)
        throw error
      }
      return view(certificateId)
    },
  )

  app.get(
    '/evidence/:id',
    {
      config: { may: 'keepEvidence' },
      schema: {
        summary: 'Take a bundle of evidence away (zip); audited',
        params: z.object({ id: z.uuid() }),
        response: { 200: fileAnswer(ZIP) },
      },
    },
    async ({ params, staff }, reply) => {
      const taken = await takeBundle(app.db, params.id, staff.username)
      if (!taken) throw new Problem('notFound')
      reply.header('content-disposition', `attachment; filename="evidence-${taken.serial}.zip"`)
      return reply.type(ZIP).send(await app.documents.read(taken.file))
    },
  )

  app.post(
    '/certificates/:serial/legal-holds',
    {
      config: { may: 'keepEvidence' },
      schema: {
        summary: 'Keep the records of a certificate from being purged',
        params: serialNumber,
        body: z.object({ reference: words, note: words }),
        response: { 200: records },
      },
    },
    async ({ params, body, staff }) => {
      const { id: certificateId, serial } = await find(params.serial)
      await setLegalHold(app.db, { certificateId, serial, ...body, setBy: staff.username })
      return view(certificateId)
    },
  )

  app.delete(
    '/certificates/:serial/legal-holds/:id',
    {
      config: { may: 'keepEvidence' },
      schema: {
        summary: 'Lift a legal hold',
        params: serialNumber.extend({ id: z.uuid() }),
        response: { 200: records },
      },
    },
    async ({ params, staff }) => {
      const { id: certificateId, serial } = await find(params.serial)
      const lifted = { id: params.id, certificateId, serial, by: staff.username }
      if (!(await liftLegalHold(app.db, lifted))) throw new Problem('notFound')
      return view(certificateId)
    },
  )
}
