// The applicant's PC: the desk where keys lie, and a page of the site that talks to the real key agent.
import { press, Refused, until, type Call, type Place } from './actors.ts'
import { readWorld } from './sandbox-world.ts'

interface AgentKey {
  serial: string
  ours: boolean
  pin: { locked: boolean; atMost: number }
  certificates: { label: string; der: string }[]
}

/** Lays a key into the USB port, the only one there. */
export async function plugIn(place: Place, serial: string): Promise<void> {
  const { keys } = await readWorld(place.sandbox)
  for (const key of keys) {
    if (key.place === 'desk-port' && key.serial !== serial)
      await press(place, `keys/${key.serial}/place/desk`)
  }
  if (keys.find((key) => key.serial === serial)?.place !== 'desk-port') {
    await press(place, `keys/${serial}/place/desk-port`)
  }
}

export const pullOut = (place: Place, serial: string) => press(place, `keys/${serial}/place/desk`)

/** Tries a PIN at the key itself. */
export async function tryPin({ sandbox }: Place, serial: string, pin: string): Promise<string> {
  const answer = await fetch(`${sandbox}/world/keys/${serial}/pin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ pin }),
  })
  return ((await answer.json()) as { result: string }).result
}

/** Ten wrong PINs: the key locks itself. */
export async function lock(place: Place, serial: string): Promise<void> {
  const results: string[] = []
  for (let tries = 0; tries < 10; tries++) results.push(await tryPin(place, serial, `9${tries}35271`))
  if (results.at(-1) !== 'pinLocked') throw new Error(`the key did not lock: ${results}`)
}

export type AtPc = Place & { agent: string }
export type AgentPage = Awaited<ReturnType<typeof agentPage>>

/** A page that only reads what is plugged in. */
export const readingPage = (place: AtPc, call: Call) =>
  agentPage(place, call, '/api/key-sessions', { operations: ['read'] })

/** What a key in the port signs for a page that asks by `path`. */
export async function signAt(
  place: AtPc,
  call: Call,
  path: string,
  { serial, pin }: { serial: string; pin: string },
) {
  await plugIn(place, serial)
  const agent = await agentPage(place, call, `${path}/tickets`)
  await agent.key()
  const asked = await call<{ nonce: string; purpose: string; orderNo: string }>('POST', `${path}/nonce`)
  return agent.ask<{ certificate: string; signature: string }>('prove', { serial, pin, ...asked })
}

/** A page of the site with a session of the agent, by a ticket that it fetches from `ticketPath`. */
export async function agentPage(place: AtPc, call: Call, ticketPath: string, wanted: object = {}) {
  async function ask<T>(operation: string, body: object, session?: string): Promise<T> {
    const answer = await fetch(`${place.agent}/v1/${operation}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: place.site,
        ...(session && { authorization: `Bearer ${session}` }),
      },
      body: JSON.stringify(body),
    })
    const said = (await answer.json()) as { code?: string }
    if (!answer.ok) throw new Refused(said.code ?? String(answer.status), `agent ${operation}: ${said.code}`)
    return said as T
  }
  const { agentNonce } = await ask<{ agentNonce: string }>('hello', {})
  const asked = { agentNonce, ...wanted }
  const { ticket, nonce } = await call<{ ticket: string; nonce?: string }>('POST', ticketPath, asked)
  const { session } = await ask<{ session: string }>('session', { ticket })

  return {
    /** What the key has to sign, where the ticket came with it. */
    nonce,
    ask: <T>(operation: string, body: object) => ask<T>(operation, body, session),
    /** The one key that is plugged in. */
    key: () =>
      until(async () => {
        const { keys } = await ask<{ keys: AgentKey[] }>('keys', {}, session)
        return keys.find(({ ours }) => ours)
      }, 'a key at the agent'),
  }
}
