// What other systems get signed by the CSC API, one hash by a code and a hundred, against what the HSM signs when nothing
// else is done: in turns, as other work on the machine slows both.
import { createHash, randomBytes } from 'node:crypto'
import type graphene from 'graphene-pk11'
import type { Database } from '../db/database.ts'
import { grantCredentials } from '../db/hash-signings.ts'
import { mostHashes } from '../domain/hash-signing.ts'
import { algorithms, type Hash } from '../pki/algorithms.ts'
import { logIn } from '../pki/hsm.ts'
import { profileOf } from '../pki/profiles.ts'
import { crowdOrganisation } from '../sandbox/crowd.ts'
import type { AtPc } from '../tests/applicant-pc.ts'
import { cscClient, sealedFor, serviceToken } from '../tests/csc-signer.ts'
import { phonesRest } from '../tests/key-holder.ts'
import { newestCode } from '../tests/sandbox-world.ts'
import { cpuByName, median, type Process } from './measures.ts'
import { HOSTED_FROM, placeOf, type orders } from './orders.ts'

/** Signers at once, each at a phone of their own. */
const SIGNERS = 8
const ROUNDS = 5
const SHA256 = '2.16.840.1.101.3.4.2.1'
const RSA_SHA256 = '1.2.840.113549.1.1.11'

const newHashes = (count: number): Buffer[] =>
  Array.from({ length: count }, () => createHash('sha256').update(randomBytes(32)).digest())

/** Signatures a second by a key that lies in the HSM: no wrapping, no verifying, nothing kept. */
function bareHsm(env: NodeJS.ProcessEnv) {
  process.env.SOFTHSM2_CONF = env.SOFTHSM2_CONF
  const { HSM_MODULE: module = '', HSM_VAULT_TOKEN_LABEL: tokenLabel = '', HSM_VAULT_PIN: pin = '' } = env
  const session = logIn({ module, tokenLabel, pin })
  const rule = profileOf('organisationHostedContract').key
  const { generate, signHash } = algorithms[rule.algorithm].token
  const pair = session.generateKeyPair(
    generate.mechanism as graphene.MechanismType,
    { token: false, verify: true, ...generate.publicKey(rule) },
    { token: false, sign: true, private: true, sensitive: true },
  )
  return {
    perSecond(): number {
      const hashes: Hash[] = newHashes(SIGNERS * mostHashes).map((value) => ({ algorithm: 'sha256', value }))
      const begun = performance.now()
      for (const hash of hashes) signHash(session, pair.privateKey, hash)
      return (hashes.length * 1000) / (performance.now() - begun)
    },
    close() {
      session.logout()
      session.close()
    },
  }
}

/** Prints how many hashes a second are signed, and how that compares. */
export async function timeSigning({
  place,
  drive,
  db,
  processes,
}: {
  place: AtPc
  drive: ReturnType<typeof orders>
  db: Database
  processes: () => Process[]
}): Promise<void> {
  const client = await cscClient(db, { requestsPerMinute: 1_000_000, documentsPerDay: 1_000_000 })
  const signers: { credentialID: string; phone: string; from: string }[] = []
  for (let index = 0; index < SIGNERS; index++) {
    const { certificate } = await drive.hosted(index, () => phonesRest(db))
    const { operator } = crowdOrganisation(HOSTED_FROM + index)
    signers.push({
      ...{ credentialID: certificate.id, phone: operator.phone },
      from: placeOf(place, HOSTED_FROM + index).from!,
    })
  }
  await grantCredentials(
    db,
    client.id,
    signers.map(({ credentialID }) => credentialID),
  )
  const token = await serviceToken(place.site, client)

  async function call<T>(from: string, path: string, body: object): Promise<T> {
    const answer = await fetch(`${place.site}/csc/v2/${path}`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-forwarded-for': from },
        authorization: `Bearer ${token}`,
      },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    return (await answer.json()) as T
  }

  /** All signers at once have so many hashes signed by one code each. Gives seconds, without reading the SMS. */
  async function signed(count: number): Promise<number> {
    await phonesRest(db)
    const since = Date.now()
    const asked = signers.map((signer) => ({
      ...signer,
      hashes: newHashes(count).map((hash) => hash.toString('base64')),
    }))
    const timed = async <T>(work: (one: (typeof asked)[number], index: number) => Promise<T>) => {
      const begun = performance.now()
      const done = await Promise.all(asked.map(work))
      seconds += (performance.now() - begun) / 1000
      return done
    }
    let seconds = 0
    const challenges = await timed(({ from, credentialID, hashes }) =>
      call<{ challenge: string }>(from, 'credentials/getChallenge', {
        ...{ credentialID, hashes, hashAlgorithmOID: SHA256 },
      }),
    )
    const codes: string[] = []
    for (const { phone } of asked)
      codes.push(await newestCode(place.sandbox, phone, /签署验证码(\d{6})/, since))
    await timed(async ({ from, credentialID, hashes }, index) => {
      const value = sealedFor(challenges[index]!.challenge, codes[index]!)
      const of = { credentialID, hashes, hashAlgorithmOID: SHA256 }
      const authData = [{ id: 'code', value }]
      const { SAD } = await call<{ SAD: string }>(from, 'credentials/authorize', { ...of, authData })
      const { signatures } = await call<{ signatures: string[] }>(from, 'signatures/signHash', {
        ...{ ...of, SAD, signAlgo: RSA_SHA256 },
      })
      if (signatures.length !== count) throw new Error(`${signatures.length} of ${count} signatures`)
    })
    return seconds
  }

  const bare = bareHsm(place.env)
  const sizes = [1, mostHashes]
  for (const count of sizes) await signed(count)
  bare.perSecond()
  const found = new Map(sizes.map((count) => [count, { rates: [] as number[], cpu: [] as number[] }]))
  const bareRates: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bareRates.push(bare.perSecond())
    for (const [count, { rates, cpu }] of found) {
      const before = cpuByName(processes())
      rates.push((SIGNERS * count) / (await signed(count)))
      const after = cpuByName(processes())
      const used = (after.get('worker-signing') ?? 0) - (before.get('worker-signing') ?? 0)
      cpu.push((used * 1000) / (SIGNERS * count))
    }
  }
  bare.close()
  const alone = median(bareRates)
  console.log(
    `Medians of ${ROUNDS} rounds, ${SIGNERS} signers at once. The HSM alone: ${alone.toFixed(0)} a second.`,
  )
  console.table(
    Object.fromEntries(
      [...found].map(([count, { rates, cpu }]) => [
        `${count} by a code`,
        {
          'hashes a second': median(rates).toFixed(1),
          'of the HSM alone': median(rates.map((rate, round) => rate / bareRates[round]!)).toFixed(2),
          'ms of the signing worker, each': median(cpu).toFixed(2),
          'ms of the HSM alone, each': (1000 / alone).toFixed(2),
        },
      ]),
    ),
  )
}
