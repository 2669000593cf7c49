import { answer, api, Refusal, type OrderView } from '#lib/api/client.ts'
import { letUnreachablePass } from '#lib/api/unreachable.ts'
import { AgentFault, type AgentSession } from '#lib/agent/agent.ts'
import { agentWords } from '#lib/agent/agent-words.ts'
import { patiently } from '#lib/agent/patiently.ts'
import { TicketNonce } from '#lib/agent/ticket-nonce.ts'

const HEARTBEAT_MS = 20_000

export const writingPhases = ['login', 'generate', 'issue', 'write', 'finish'] as const
export type WritingPhase = (typeof writingPhases)[number]

interface Progress {
  fence: number
  step: 'generate' | 'write' | 'finish' | 'done'
  nonce: string
  certificate: string | null
}

/**
 * Carries a certificate between the API and the key. Whatever interrupts it, the same again goes on where it was: the
 * server knows the step, the key knows its pair.
 */
export class KeyWriting {
  /** What is going on now; undefined while nothing is. */
  phase = $state<WritingPhase>()
  /** What went wrong with the PIN. */
  fault = $state.raw<AgentFault>()
  failure = $state('')
  /** What the server called it. */
  refused = $state('')
  /** Another page has the key. */
  elsewhere = $state(false)
  readonly tickets: TicketNonce
  readonly #no: string
  readonly #holder = crypto.randomUUID()
  #fence = 0

  constructor(no: string) {
    this.#no = no
    this.tickets = new TicketNonce((agentNonce) =>
      answer(api.POST('/api/writings/{no}/tickets', { ...this.#path, body: { agentNonce } })),
    )
  }

  get #path() {
    return { params: { path: { no: this.#no } } }
  }

  get #lease() {
    return { holder: this.#holder, fence: this.#fence }
  }

  /** Keeps the key for this page until the returned function is called. */
  stay(): () => void {
    const timer = setInterval(() => void this.#heartbeat(), HEARTBEAT_MS)
    const leave = () => {
      if (this.#fence === 0) return
      const body = this.#lease
      this.#fence = 0
      void api
        .POST('/api/writings/{no}/lease/release', { ...this.#path, body, keepalive: true })
        .catch(letUnreachablePass)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }

  async #heartbeat(): Promise<void> {
    if (this.#fence === 0) return
    const { error } = await api
      .PUT('/api/writings/{no}/lease', { ...this.#path, body: this.#lease })
      .catch((failure: unknown) => ({ error: letUnreachablePass(failure) }))
    if ((error as { code?: string } | undefined)?.code !== 'keyInUseElsewhere') return
    this.#fence = 0
    this.elsewhere = true
  }

  /** Does what is left to do at the key. Gives the finished order; undefined when something came between. */
  async run(
    session: AgentSession,
    key: { serial: string; pin: string; confirmLastTry: boolean },
  ): Promise<OrderView | undefined> {
    this.fault = undefined
    this.failure = ''
    this.refused = ''
    this.elsewhere = false
    try {
      return await this.#write(session, { ...key, orderNo: this.#no })
    } catch (error) {
      if (error instanceof AgentFault && error.code.startsWith('pin')) this.fault = error
      else if (error instanceof AgentFault) this.failure = agentWords(error)
      else if (!(error instanceof Refusal)) throw error
      else if (error.code === 'keyInUseElsewhere') this.elsewhere = true
      else [this.failure, this.refused] = [error.message, error.code]
      return undefined
    } finally {
      this.phase = undefined
    }
  }

  async #write(
    session: AgentSession,
    key: { serial: string; pin: string; confirmLastTry: boolean; orderNo: string },
  ): Promise<OrderView> {
    this.phase = 'login'
    // An agent that was asked before the last step gave way to another needs a ticket for this one.
    await session.renew()
    const proof = await this.#prove(session, key, 'keyLogin')
    const login = { ...proof, holder: this.#holder }
    let progress: Progress = await answer(
      api.POST('/api/writings/{no}/login', { ...this.#path, body: login }),
    )
    this.#fence = progress.fence

    if (progress.step === 'generate') {
      this.phase = 'generate'
      const { nonce } = progress
      const made = await patiently(() => session.generate({ ...key, nonce }))
      this.phase = 'issue'
      const body = { ...this.#lease, ...made }
      progress = await answer(api.POST('/api/writings/{no}/pair', { ...this.#path, body }))
    }
    if (progress.step === 'write') {
      this.phase = 'write'
      const { nonce, certificate } = progress
      const signed = await patiently(() => session.write({ ...key, nonce, certificate: certificate! }))
      const body = { ...this.#lease, ...signed }
      await answer(api.POST('/api/writings/{no}/written', { ...this.#path, body }))
    }
    this.phase = 'finish'
    // The new certificate has proved itself: only now a ticket lets the agent take the old one away.
    await session.renew()
    await patiently(() => session.finish(key))
    const body = { ...this.#lease, ...(await this.#prove(session, key, 'finishWriting')) }
    const order = await answer(api.POST('/api/writings/{no}/finished', { ...this.#path, body }))
    this.#fence = 0
    return order
  }

  async #prove(
    session: AgentSession,
    key: { serial: string; pin: string; confirmLastTry: boolean; orderNo: string },
    purpose: string,
  ) {
    const nonce = await this.tickets.fresh(session)
    const proof = await patiently(() => session.prove({ ...key, nonce, purpose }))
    this.tickets.used()
    return proof
  }
}
