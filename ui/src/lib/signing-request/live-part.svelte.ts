import { Attempt } from '#lib/api/attempt.svelte.ts'
import { onChanges } from '#lib/api/changes.ts'
import { answer, api, Refusal } from '#lib/api/client.ts'
import type { components } from '#lib/api/schema.d.ts'

export type PartView = components['schemas']['SigningPart']

/** One signer's side of a request: opened by the link, kept fresh by the server's events. */
export class LivePart {
  view = $state<PartView>()
  /** This signer has handed it on. */
  handedOn = $state(false)
  readonly attempt = new Attempt()

  get path() {
    return { params: { path: { id: this.view!.id } } }
  }

  /** Opens it by what stands behind the # of the link. */
  open(key: string): Promise<void> {
    return this.act('open', () => answer(api.POST('/api/signing-parts/openings', { body: { key } })))
  }

  /** Follows it until the returned function is called. */
  follow(id: string): () => void {
    return onChanges(`/api/signing-parts/${id}/events`, () => void this.#read(id))
  }

  async #read(id: string): Promise<void> {
    try {
      this.view = await answer(api.GET('/api/signing-parts/{id}', { params: { path: { id } } }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // It was handed on, or is over: nothing of it is shown any more.
      if (error.status !== 404) return
      this.attempt.refusal = error
      this.view = undefined
    }
  }

  /** Runs one action; the button named by it is busy meanwhile. */
  act(name: string, action: () => Promise<PartView>): Promise<void> {
    return this.attempt.run(name, async () => {
      this.view = await action()
    })
  }
}
