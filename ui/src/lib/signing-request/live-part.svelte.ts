import { Attempt } from '#lib/api/attempt.svelte.ts'
import { onChanges } from '#lib/api/changes.ts'
import { answer, api } from '#lib/api/client.ts'
import type { components } from '#lib/api/schema.d.ts'

export type PartView = components['schemas']['SigningPart']

/** One signer's side of a request: opened by the link, kept fresh by the server's events. */
export class LivePart {
  view = $state<PartView>()
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
    return onChanges(`/api/signing-parts/${id}/events`, () => void this.#read())
  }

  async #read(): Promise<void> {
    if (!this.attempt.busy)
      await this.act('read', () => answer(api.GET('/api/signing-parts/{id}', this.path)))
  }

  /** Runs one action; the button named by it is busy meanwhile. */
  act(name: string, action: () => Promise<PartView>): Promise<void> {
    return this.attempt.run(name, async () => {
      this.view = await action()
    })
  }
}
