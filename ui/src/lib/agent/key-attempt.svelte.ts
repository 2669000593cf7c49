import { Refusal } from '#lib/api/client.ts'
import { agentWords } from './agent-words.ts'
import { AgentFault } from './agent.ts'

/** One act at a key: what went wrong is shown at the PIN where that was it, else above the form. */
export class KeyAttempt {
  busy = $state(false)
  /** The PIN was not taken. */
  fault = $state.raw<AgentFault>()
  failure = $state('')

  /** Gives whether it went well. @throws what is neither a refusal of the agent nor of our API. */
  async run(act: () => Promise<void>): Promise<boolean> {
    this.busy = true
    this.fault = undefined
    this.failure = ''
    try {
      await act()
      return true
    } catch (error) {
      if (error instanceof AgentFault && error.code.startsWith('pin')) this.fault = error
      else if (error instanceof AgentFault) this.failure = agentWords(error)
      else if (error instanceof Refusal) this.failure = error.message
      else throw error
      return false
    } finally {
      this.busy = false
    }
  }
}
