import { onMount } from 'svelte'
import { answer, api, Refusal, type KeyLogin } from '#lib/api/client.ts'
import { pageStep, showStep } from '#lib/page-step.ts'

const STEP = 'open'

/** The key that a page works with, as long as its login holds: the page goes on with it after a reload. */
export class LoggedIn {
  #login = $state.raw<KeyLogin>()
  /** The login is being read again. */
  reading = $state(pageStep() === STEP)
  /** Why one has to log in again. */
  over = $state('')

  constructor() {
    onMount(async () => {
      if (!this.reading) return
      try {
        this.#login = await answer(api.GET('/api/key-sessions/login'))
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await this.end(error.message)
      } finally {
        this.reading = false
      }
    })
  }

  get login(): KeyLogin | undefined {
    return pageStep() === STEP ? this.#login : undefined
  }

  begin(login: KeyLogin): Promise<void> {
    this.#login = login
    this.over = ''
    return showStep(STEP)
  }

  end(message: string): Promise<void> {
    this.#login = undefined
    this.over = message
    return showStep(undefined, { replace: true })
  }
}
