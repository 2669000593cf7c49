import { untrack } from 'svelte'
import { onChanges } from '#lib/api/changes.ts'
import { Refusal } from '#lib/api/client.ts'
import { signInAgain } from './sign-in.ts'

/** What a page of the console shows: read through the API, read again whenever the server says it changed. */
export class Live<T> {
  value = $state.raw<T>()
  /** Why it could not be read; empty when what is shown is fresh. */
  stale = $state('')
  /** Why the last action was refused. */
  failure = $state('')
  /** The action that is under way, by name. */
  busy = $state('')

  readonly #read: () => Promise<T>
  readonly #only: string | undefined
  #reading = false
  #again = false

  /** @param only number of the one order whose changes matter; without it every order does */
  constructor(read: () => Promise<T>, only?: string) {
    this.#read = read
    this.#only = only
  }

  /** Keeps the value fresh until the returned function is called. */
  follow(): () => void {
    return untrack(() =>
      onChanges('/api/ops/events', (no) => {
        if (!no || !this.#only || no === this.#only) void this.refresh()
      }),
    )
  }

  /** Reads once more; changes that come in meanwhile lead to one more reading, not to many. */
  async refresh(): Promise<void> {
    this.#again = true
    if (this.#reading) return
    this.#reading = true
    try {
      while (this.#again) {
        this.#again = false
        this.value = await this.#read()
      }
      this.stale = ''
    } catch (error) {
      this.stale = await wordsOf(error)
    } finally {
      this.#reading = false
    }
  }

  /** Runs one action; the button named by it is busy meanwhile. Gives whether it succeeded. */
  async act(name: string, action: () => Promise<T | void>): Promise<boolean> {
    if (this.busy) return false
    this.busy = name
    this.failure = ''
    try {
      this.value = (await action()) ?? this.value
      return true
    } catch (error) {
      this.failure = await wordsOf(error)
      if (error instanceof Refusal && error.status === 409) await this.refresh()
      return false
    } finally {
      this.busy = ''
    }
  }
}

async function wordsOf(error: unknown): Promise<string> {
  if (!(error instanceof Refusal)) throw error
  if (error.status === 401) await signInAgain()
  return error.message
}
