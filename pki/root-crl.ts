// The root's next CRL, before the last one runs out: `npm run root:crl`. Needs the token of the root, as a ceremony does.
import { readCrl } from './crl.ts'
import { rootCrl, signRootCrl } from './authority.ts'
import { openCeremonyTokens } from './ceremony-tokens.ts'

const tokens = openCeremonyTokens()
signRootCrl(tokens, new Date())
const { number, nextUpdate } = readCrl(rootCrl(tokens.ca)!)
tokens.close()
console.log(
  `CRL ${number} of the root is good until ${nextUpdate.toISOString()}; the CA worker publishes it.`,
)
