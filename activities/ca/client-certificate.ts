import { and, eq, isNull, ne } from 'drizzle-orm'
import { audit } from '../../db/audit.ts'
import type { Database } from '../../db/database.ts'
import { apiClients, clientCertificateRevocations, clientCertificates } from '../../db/schema/api-clients.ts'
import { revocationReasons } from '../../domain/certificate-states.ts'
import { prepareCertificate } from '../../pki/certificate.ts'
import { keyOfRequest } from '../../pki/certification-request.ts'
import type { Hsm } from '../../pki/hsm.ts'
import { clientName, readableName } from '../../pki/name.ts'
import { clientProfile } from '../../pki/profiles.ts'
import { newSerial } from '../../pki/serial.ts'
import { endOfValidity, startOfValidity } from '../../pki/validity.ts'
import { permanentFailure } from '../idempotency.ts'
import { linted, profileUnder } from './issuing.ts'

export type ClientCertificateActivities = ReturnType<typeof clientCertificateActivities>

/** Certificates by which other systems prove who they are: issued as a holder's is, without an order. */
export function clientCertificateActivities({
  db,
  hsm,
  clock = () => new Date(),
}: {
  db: Database
  hsm: Hsm
  clock?: () => Date
}) {
  /** What was asked for, as long as nobody has given it up. */
  async function wanted(certificateId: string) {
    const [row] = await db
      .select({ certificate: clientCertificates, client: apiClients })
      .from(clientCertificates)
      .innerJoin(apiClients, eq(apiClients.id, clientCertificates.clientId))
      .leftJoin(
        clientCertificateRevocations,
        eq(clientCertificateRevocations.certificateId, clientCertificates.id),
      )
      .where(
        and(
          eq(clientCertificates.id, certificateId),
          isNull(clientCertificateRevocations.certificateId),
          isNull(apiClients.revokedAt),
        ),
      )
    if (!row) throw permanentFailure('Refused', 'nobody wants this certificate')
    return row
  }

  return {
    /** Issues what an administrator asked for, once: stored before it is signed; the first signature that is stored counts. */
    async issueClientCertificate({ certificateId }: { certificateId: string }): Promise<void> {
      const { certificate, client } = await wanted(certificateId)
      if (certificate.state === 'issued') return
      const { spki, fault } = keyOfRequest(certificate.request, clientProfile.key)
      if (!spki) throw permanentFailure('InvalidInput', fault)
      const request = {
        ...profileUnder(hsm, clientProfile, certificate.issuer, certificate.cpsVersion),
        ...{ spki, subject: clientName(client), serial: certificate.serial ?? newSerial() },
      }
      const byId = eq(clientCertificates.id, certificateId)
      if (!certificate.tbs) {
        const notBefore = startOfValidity(clock())
        const notAfter = endOfValidity(notBefore, clientProfile.validityYears)
        const tbs = prepareCertificate({ ...request, notBefore, notAfter })
        // What must not be signed is not stored either.
        linted(tbs, request)
        const { serial } = request
        await db
          .update(clientCertificates)
          .set({ serial, subject: readableName(request.subject), tbs, notBefore, notAfter })
          .where(and(byId, isNull(clientCertificates.tbs)))
      }
      // The stored bytes, read once more: whoever stored them.
      const { serial, tbs } = (await wanted(certificateId)).certificate
      const der = hsm.sign(linted(tbs!, { ...request, serial: serial! }))
      await db.transaction(async (tx) => {
        const first = await tx
          .update(clientCertificates)
          .set({ der, state: 'issued' })
          .where(and(byId, eq(clientCertificates.state, 'prepared')))
          .returning({ id: clientCertificates.id })
        if (first.length === 0) return
        await audit(tx, {
          ...{ actor: 'worker:ca', action: 'clientCertificate.issued', subject: client.id },
          detail: { certificate: certificateId, serial: serial! },
        })
      })
    },

    /** Revokes what administrators have given up; what is revoked already stays so. Gives how many it were. */
    async revokeClientCertificates(): Promise<{ revoked: number }> {
      const due = await db
        .select({ certificate: clientCertificates, revocation: clientCertificateRevocations })
        .from(clientCertificateRevocations)
        .innerJoin(clientCertificates, eq(clientCertificates.id, clientCertificateRevocations.certificateId))
        // What is prepared may be signed already, by a worker that died before it could say so.
        .where(ne(clientCertificates.state, 'revoked'))
      for (const { certificate, revocation } of due)
        await db.transaction(async (tx) => {
          const reason = revocationReasons[revocation.reason]
          const moved = await tx
            .update(clientCertificates)
            .set({ state: 'revoked', revokedAt: clock(), revocationReason: reason })
            .where(and(eq(clientCertificates.id, certificate.id), ne(clientCertificates.state, 'revoked')))
            .returning({ serial: clientCertificates.serial })
          for (const { serial } of moved)
            await audit(tx, {
              ...{ actor: 'worker:ca', action: 'clientCertificate.revoked', subject: certificate.clientId },
              detail: { certificate: certificate.id, ...(serial && { serial }), reason },
            })
        })
      return { revoked: due.length }
    },
  }
}
