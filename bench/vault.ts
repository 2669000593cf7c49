// What the HSM signs by a wrapped key when nothing else is done, and what unwrapping it for each hash costs.
import { createHash } from 'node:crypto'
import { openKeyVault } from '../pki/key-vault.ts'
import { profileOf } from '../pki/profiles.ts'

const HASHES = 100
const TIMES = 5

/** Signatures a second: of many hashes by one unwrapping, and of each by its own. `env`: of the installation. */
export function timeVault(env: NodeJS.ProcessEnv): { together: number; alone: number } {
  process.env.SOFTHSM2_CONF = env.SOFTHSM2_CONF
  const { HSM_MODULE: module = '', HSM_VAULT_TOKEN_LABEL: tokenLabel = '', HSM_VAULT_PIN: pin = '' } = env
  const vault = openKeyVault({ module, tokenLabel, pin })
  try {
    const pair = vault.make(profileOf('organisationHostedContract').key)
    const hashes = Array.from({ length: HASHES }, (_, index) =>
      createHash('sha256').update(String(index)).digest(),
    )
    const perSecond = (sign: () => void) => {
      sign()
      const begun = performance.now()
      for (let times = 0; times < TIMES; times++) sign()
      return (TIMES * HASHES * 1000) / (performance.now() - begun)
    }
    return {
      together: perSecond(() => void vault.sign(pair, hashes)),
      alone: perSecond(() => hashes.forEach((hash) => vault.sign(pair, [hash]))),
    }
  } finally {
    vault.close()
  }
}
