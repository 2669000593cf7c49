import { onChanges } from '#lib/api/changes.ts'
import { answer, api, Refusal, type ApplicationForm, type OrderView } from '#lib/api/client.ts'

const RETRY_MS = 5000

/** An order as the page sees it: kept fresh by the server's events, changed only through the API. */
export class LiveOrder {
  readonly no: string
  view = $state<OrderView>()
  /** What was refused last; undefined when all is well. */
  refusal = $state<Refusal>()
  /** The action that is under way, by name. */
  busy = $state('')
  saving = $state<'idle' | 'waiting' | 'saving' | 'saved' | 'failed'>('idle')

  #timer: ReturnType<typeof setTimeout> | undefined
  #pending: ApplicationForm | undefined
  #writing: Promise<boolean> = Promise.resolve(true)
  #stored: ApplicationForm | undefined
  #ownRevision = $state(0)
  /** Saves that were sent and not answered yet. */
  #sent = 0
  #reading = false
  #acting: Promise<boolean> = Promise.resolve(true)
  #stale = false

  constructor(no: string) {
    this.no = no
  }

  get path() {
    return { params: { path: { no: this.no } } }
  }

  /** True when the stored form was last saved elsewhere, in another window. */
  get savedElsewhere(): boolean {
    return this.view !== undefined && this.view.revision !== this.#ownRevision
  }

  /** What to tell at the field of a typed code, when the code was the reason. */
  get codeError(): string | undefined {
    return this.refusal?.code.startsWith('code') ? this.refusal.message : undefined
  }

  /** Reads the order and follows it until the returned function is called. */
  follow(): () => void {
    const leave = () => void this.save({ keepalive: true })
    const stop = onChanges(`/api/orders/${this.no}/events`, () => void this.refresh())
    window.addEventListener('pagehide', leave)
    return () => {
      stop()
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }

  /** Reads the order anew. What an action answers meanwhile is newer, so then it reads once more. */
  async refresh(): Promise<void> {
    this.#stale = true
    if (this.#reading) return
    this.#reading = true
    try {
      while (this.#stale) {
        this.#stale = false
        const view = await answer(api.GET('/api/orders/{no}', this.path))
        if (!this.#stale) this.view = view
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status === 404) this.refusal = error
    } finally {
      this.#reading = false
    }
  }

  /** The order as an action has just answered it. */
  took(view: OrderView): void {
    this.view = view
    this.#stale = true
  }

  /**
   * Runs one action; the button named by it is busy meanwhile. Gives whether it succeeded. The page may have moved on
   * while the step before is still being answered: that answer is waited for.
   */
  async act(name: string, action: () => Promise<OrderView>): Promise<boolean> {
    if (this.busy === name) return false
    this.busy = name
    this.refusal = undefined
    const result = this.#acting.then(() => this.#run(action))
    this.#acting = result.catch(() => false)
    try {
      return await result
    } finally {
      if (this.busy === name) this.busy = ''
    }
  }

  async #run(action: () => Promise<OrderView>): Promise<boolean> {
    try {
      this.took(await action())
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refusal = error
      // A void code or a move of another window: what may be done now is for the server to say.
      if (error.status === 409 || error.status === 422) await this.refresh()
      return false
    }
  }

  /** The form as this page last knew it to be stored. */
  get stored(): ApplicationForm | undefined {
    return this.#stored
  }

  /** Goes on from the order as it was read last, whose stored form, as the page holds it, is this one. */
  startFrom(form: ApplicationForm): void {
    this.#stored = form
    this.#ownRevision = this.view?.revision ?? 0
  }

  /** Saves what was typed after a pause, in milliseconds; what is stored already is not sent again. */
  autosave(form: ApplicationForm, pause: number): void {
    clearTimeout(this.#timer)
    // Before the first save nothing is stored.
    const same = Boolean(this.view?.form) && JSON.stringify(form) === JSON.stringify(this.#stored)
    this.#pending = same ? undefined : form
    if (same) {
      // Whose box is just being ticked has changed nothing yet: it must not be drawn anew in between.
      if (this.saving === 'waiting' || this.saving === 'failed') this.saving = 'saved'
      return
    }
    this.saving = 'waiting'
    this.#timer = setTimeout(() => void this.save(), pause)
  }

  /** Saves at once what is still waiting, one save after the other. Gives whether everything is stored. */
  save({ keepalive = false } = {}): Promise<boolean> {
    clearTimeout(this.#timer)
    const body = this.#pending
    this.#pending = undefined
    if (body) {
      // A page that is being left cannot wait for the save before.
      this.#writing = keepalive ? this.#write(body, true) : this.#writing.then(() => this.#write(body, false))
    }
    return this.#writing
  }

  async #write(body: ApplicationForm, keepalive: boolean): Promise<boolean> {
    this.saving = 'saving'
    // A page that is being left does not wait for the answer that tells the next revision.
    const revision = this.#ownRevision + this.#sent
    this.#sent += 1
    try {
      const params = { ...this.path.params, query: { revision } }
      const view = await answer(api.PUT('/api/orders/{no}/form', { params, body, keepalive }))
      this.#stored = body
      this.#ownRevision = view.revision
      this.took(view)
      this.saving = this.#pending ? 'waiting' : 'saved'
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.#pending ??= body
      this.saving = 'failed'
      if (error.status === 409) await this.refresh()
      else if (error.status === 400 || error.status === 404) this.refusal = error
      else this.#timer = setTimeout(() => void this.save(), RETRY_MS)
      return false
    } finally {
      this.#sent -= 1
    }
  }
}
