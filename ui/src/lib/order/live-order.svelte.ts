import { answer, api, Refusal, type ApplicationForm, type OrderView } from '#lib/api/client.ts'
import { m } from '#lib/paraglide/messages.js'

const AUTOSAVE_MS = 700
const POLL_MS = 5000

/** An order as the page sees it: kept fresh by the server's events, changed only through the API. */
export class LiveOrder {
  readonly no: string
  view = $state<OrderView>()
  /** What the person reads when something was refused; empty when all is well. */
  failure = $state('')
  /** Refusals at single fields, by dotted path. */
  fieldErrors = $state<Record<string, string>>({})
  /** The action that is under way, by name. */
  busy = $state('')
  saving = $state<'idle' | 'waiting' | 'saving' | 'saved' | 'failed'>('idle')

  #timer: ReturnType<typeof setTimeout> | undefined
  #pending: ApplicationForm | undefined

  constructor(no: string) {
    this.no = no
  }

  get path() {
    return { params: { path: { no: this.no } } }
  }

  /** Reads the order and follows it until the returned function is called. */
  follow(): () => void {
    void this.refresh()
    const events = new EventSource(`/api/orders/${this.no}/events`)
    events.addEventListener('changed', () => void this.refresh())
    // A network that cuts the stream must not leave the page standing.
    const poll = setInterval(() => {
      if (events.readyState === EventSource.CLOSED) void this.refresh()
    }, POLL_MS)
    return () => {
      events.close()
      clearInterval(poll)
      clearTimeout(this.#timer)
    }
  }

  async refresh(): Promise<void> {
    try {
      this.view = await answer(api.GET('/api/orders/{no}', this.path))
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) this.failure = m.order_not_found()
    }
  }

  /** Runs one action; the button named by it is busy meanwhile. Gives whether it succeeded. */
  async act(name: string, action: () => Promise<OrderView>): Promise<boolean> {
    if (this.busy) return false
    this.busy = name
    this.failure = ''
    this.fieldErrors = {}
    try {
      this.view = await action()
      return true
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.fieldErrors = Object.fromEntries(error.fields.map(({ field, message }) => [field, message]))
      this.failure = error.code === 'formChanged' ? m.form_changed() : error.message
      if (error.status === 409) await this.refresh()
      return false
    } finally {
      this.busy = ''
    }
  }

  /** Saves what was typed, a moment after the last key. */
  autosave(form: ApplicationForm): void {
    this.#pending = form
    this.saving = 'waiting'
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.save(), AUTOSAVE_MS)
  }

  /** Saves at once what is still waiting. Gives whether everything is stored. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer)
    const body = this.#pending
    if (!body) return this.saving !== 'failed'
    this.#pending = undefined
    this.saving = 'saving'
    try {
      this.view = await answer(api.PUT('/api/orders/{no}/form', { ...this.path, body }))
      this.saving = this.#pending ? 'waiting' : 'saved'
      return true
    } catch (error) {
      this.#pending ??= body
      this.saving = 'failed'
      if (error instanceof Refusal && error.status === 409) await this.refresh()
      return false
    }
  }
}
