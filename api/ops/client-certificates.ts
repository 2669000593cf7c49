import { X509Certificate } from 'node:crypto'
import type { Client } from '@temporalio/client'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { liveApiClient } from '../../db/api-clients.ts'
import {
  askForClientCertificate,
  certificatesOfClient,
  giveUpClientCertificate,
} from '../../db/client-certificates.ts'
import { clientCertificateReasons } from '../../domain/api-clients.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { keyOfRequest, requestOfPem } from '../../pki/certification-request.ts'
import { clientProfile } from '../../pki/profiles.ts'
import { taskQueues } from '../../temporal.config.ts'
import type { clientCertificate, clientCertificateRevocation } from '../../workflows/client-certificate.ts'
import { Problem } from '../problems.ts'

/** As long as a request by a key of 4096 bits with names in it is, and more. */
const MOST_REQUEST = 8192
const instant = z.iso.datetime()
const reason = z.enum(clientCertificateReasons)

const certificate = z
  .object({
    id: z.uuid(),
    standing: z.enum(['inMaking', 'inUse', 'expired', 'revoked']),
    serial: z.string().nullable().describe('Null while the CA has not taken it up'),
    notAfter: instant.nullable(),
    pem: z.string().nullable().describe('Null until it is issued'),
    askedBy: z.string().describe('User name'),
    askedAt: instant,
    givenUp: z.object({ by: z.string(), at: instant, reason }).nullable(),
  })
  .meta({ id: 'ClientCertificate' })

type Row = Awaited<ReturnType<typeof certificatesOfClient>>[number]

function standing({ certificate: { state, notAfter }, revocation }: Row) {
  if (revocation) return 'revoked'
  if (state === 'prepared') return 'inMaking'
  return standingOf({ state, notAfter: notAfter! }, new Date()) === 'expired' ? 'expired' : 'inUse'
}

function view(row: Row): z.infer<typeof certificate> {
  const { id, serial, notAfter, der, askedBy, createdAt } = row.certificate
  return {
    ...{ id, serial, askedBy, standing: standing(row), askedAt: createdAt.toISOString() },
    notAfter: notAfter?.toISOString() ?? null,
    pem: der && new X509Certificate(der).toString(),
    givenUp: row.revocation && {
      by: row.revocation.askedBy,
      at: row.revocation.createdAt.toISOString(),
      reason: row.revocation.reason,
    },
  }
}

const clientId = z.object({ id: z.uuid() })
const certificateId = clientId.extend({ certificateId: z.uuid() })

/** Has what was given up revoked and published; `of`: the certificate or client it was asked for. */
export async function revokeGivenUp({ workflow }: Client, of: string): Promise<void> {
  await workflow.start<typeof clientCertificateRevocation>('clientCertificateRevocation', {
    workflowId: `clientCertificateRevocation/${of}`,
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue: taskQueues.business,
  })
}

/** 应用证书: by which an API client proves itself instead of by a secret. */
export const clientCertificateRoutes: FastifyPluginAsyncZod = async (app) => {
  const all = async (id: string) => (await certificatesOfClient(app.db, id)).map(view)

  app.get(
    '/api-clients/:id/certificates',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary: 'Certificates of a client, the newest first',
        params: clientId,
        response: { 200: z.array(certificate) },
      },
    },
    ({ params }) => all(params.id),
  )

  app.put(
    '/api-clients/:id/certificates/:certificateId',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary:
          'Have a certificate made for a key of the client; the same request again tells how far that is. Only of a client that proves itself by certificates',
        params: certificateId,
        body: z.object({
          request: z
            .string()
            .max(MOST_REQUEST, 'tooLong')
            .superRefine((pem, context) => {
              const { fault } = keyOfRequest(requestOfPem(pem), clientProfile.key)
              if (fault) context.addIssue({ code: 'custom', message: fault })
            })
            .describe('PKCS#10 (RFC 2986) in PEM, by an RSA key of 2048 to 4096 bits, with SHA-256'),
        }),
        response: { 200: z.array(certificate) },
      },
    },
    async ({ params, body, staff }) => {
      const client = await liveApiClient(app.db, params.id)
      if (!client || client.secretHash) throw new Problem('notFound')
      const request = requestOfPem(body.request)
      const { spki } = keyOfRequest(request, clientProfile.key)
      const asked = { id: params.certificateId, clientId: client.id, request, spki: spki! }
      if (!(await askForClientCertificate(app.db, asked, staff.username)))
        throw new Problem('invalidInput', { errors: [{ field: 'request', problem: 'requestKeyUsed' }] })
      await app.temporal.workflow.start<typeof clientCertificate>('clientCertificate', {
        workflowId: `clientCertificate/${asked.id}`,
        workflowIdConflictPolicy: 'USE_EXISTING',
        taskQueue: taskQueues.business,
        args: [{ certificateId: asked.id }],
      })
      return all(client.id)
    },
  )

  app.post(
    '/api-clients/:id/certificates/:certificateId/revocation',
    {
      config: { may: 'setApiClients' },
      schema: {
        summary: 'Revoke a certificate of a client: from now on it is not taken, and CRL and OCSP say so',
        params: certificateId,
        body: z.object({ reason }),
        response: { 200: z.array(certificate) },
      },
    },
    async ({ params: { id, certificateId }, body, staff }) => {
      const given = { id: certificateId, clientId: id }
      if (!(await giveUpClientCertificate(app.db, given, body.reason, staff.username)))
        throw new Problem('notFound')
      await revokeGivenUp(app.temporal, certificateId)
      return all(id)
    },
  )
}
