import { z } from 'zod'
import type { AccessToken } from '../../db/api-clients.ts'
import type { Database } from '../../db/database.ts'
import { grantedCredentials, hashSigningOf } from '../../db/hash-signings.ts'
import { orderById } from '../../db/orders.ts'
import { standingOf } from '../../domain/certificate-states.ts'
import { invalidRequest } from '../oauth/refusal.ts'
import type { AskedHashes } from './asked-hashes.ts'

const uuid = z.uuid()
export const isUuid = (text: string): boolean => uuid.safeParse(text).success

/** A credential that its holder lets this client see by this token. @throws OAuthRefusal. */
export async function credentialOf(db: Database, { client, certificateIds }: AccessToken, id: string) {
  const isShown = isUuid(id) && (certificateIds?.includes(id) ?? true)
  const [found] = isShown ? await grantedCredentials(db, client.id, id) : []
  if (!found) throw invalidRequest('Invalid parameter credentialID')
  return found
}

/** The same, which can be signed with now. @throws OAuthRefusal. */
export async function enabledCredential(db: Database, token: AccessToken, id: string) {
  const found = await credentialOf(db, token, id)
  const standing = standingOf(found.certificate, new Date())
  if (standing === 'expired') throw invalidRequest('Signing certificate is expired')
  if (standing !== 'active') throw invalidRequest('The credential identified by credentialID is disabled')
  return found
}

/** A code or a SAD is for its client, one credential and a list of hashes in their order. @throws OAuthRefusal. */
export async function mustBeAuthorised(
  db: Database,
  { client }: AccessToken,
  orderId: string,
  { certificateId, algorithm, hashes }: AskedHashes & { certificateId: string },
): Promise<void> {
  const [order, of] = await Promise.all([orderById(db, orderId), hashSigningOf(db, orderId)])
  if (of?.clientId !== client.id || order?.certificateId !== certificateId)
    throw invalidRequest('Invalid parameter credentialID: it is not the one that was authorised')
  const isSame =
    of.algorithm === algorithm &&
    of.hashes.length === hashes.length &&
    of.hashes.every((hash, index) => hash === hashes[index])
  if (!isSame) throw invalidRequest('Hash is not authorized by the SAD')
}
