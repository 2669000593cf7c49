import { Refusal } from './client.ts'

/** What a person asks for on a page without an order: what is under way, and the last refusal at its place. */
export class Attempt {
  /** Name of the action that is under way; the button of that name is busy. */
  busy = $state('')
  refusal = $state<Refusal>()

  /** What to tell at the field of an identifier. */
  get identifierError(): string | undefined {
    return this.refusal?.fields.find(({ field }) => field.endsWith('identifier'))?.message
  }

  /** What to tell at the field of a typed code. */
  get codeError(): string | undefined {
    return this.refusal?.code.startsWith('code') ? this.refusal.message : undefined
  }

  /** What to tell at the head of the page: a refusal that no field shows. */
  get elsewhere(): string | undefined {
    return this.identifierError || this.codeError ? undefined : this.refusal?.message
  }

  async run(name: string, action: () => Promise<void>): Promise<void> {
    this.busy = name
    this.refusal = undefined
    try {
      await action()
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      this.refusal = error
    } finally {
      this.busy = ''
    }
  }
}
