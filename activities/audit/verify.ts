// npm run audit:verify [-- folder of heads …] — the whole audit log against the HSM, the heads of this machine and those
// that somebody else has kept. Ends with 1 when anything is not as it was written.
import { existsSync } from 'node:fs'
import { config } from '../../config.ts'
import { openDatabase } from '../../db/database.ts'
import { openHsm } from '../../pki/hsm.ts'
import { describeFault, verifyAuditLog } from './chain.ts'

const folders = [config('auditHeads').AUDIT_HEADS_DIR, ...process.argv.slice(2)]
for (const folder of folders) {
  if (existsSync(folder)) continue
  console.error(`There is no folder ${folder}.`)
  process.exit(1)
}

const { HSM_MODULE: module, HSM_TOKEN_LABEL: tokenLabel, HSM_PIN: pin } = config('hsm')
const hsm = openHsm({ module, tokenLabel, pin })
const { db, close } = openDatabase()
const found = await verifyAuditLog(db, hsm, { folders })
hsm.close()
await close()

if (found.fault) {
  console.error(`✗ The audit log is broken: ${describeFault(found)}.`)
  process.exitCode = 1
} else {
  const { sealed, heads, stamped, unsealed, since } = found
  console.log(
    `✓ ${sealed} rows are as they were sealed, and ${heads} heads agree, ${stamped} of them with a time stamp.`,
  )
  if (since) console.log(`  ${unsealed} rows wait for their seal, the oldest since ${since.toISOString()}.`)
}
