import { AgentFault } from './agent.ts'

const BUSY_TRIES = 10
const BUSY_MS = 300

/** Asks the agent again while it is busy: the gate looks at the key now and then, a moment later it is free. */
export async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof AgentFault && error.code === 'busy') || tries === BUSY_TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, BUSY_MS))
    }
  }
}
