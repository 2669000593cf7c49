import { createPublicKey } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { signingKeys } from '../../db/schema/signing.ts'
import type { KeyVault } from '../../pki/key-vault.ts'
import { authorisationActivities } from './authorisation.ts'
import type { SigningDeps } from './request.ts'
import { hostedKeyActivities } from './hosted-key.ts'
import { stampingActivities } from './signature.ts'

/** All that the worker of hosted keys does. */
export const signingWorkerActivities = (deps: SigningDeps) => ({
  ...hostedKeyActivities(deps),
  ...authorisationActivities(deps),
  ...stampingActivities(deps),
})

/** Lets pages know what typed codes are sealed to. */
export async function publishSealingKey(db: Database, vault: KeyVault): Promise<void> {
  const publicKey = createPublicKey(vault.sealingKey).export({ type: 'spki', format: 'der' })
  await db.insert(signingKeys).values({ publicKey }).onConflictDoNothing()
}
