/** A provider understood a call and refused it, with a code of its own. */
export class ProviderRefusal extends Error {
  readonly code: string
  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/** Whether a call was refused with this code. */
export function isRefusal(error: unknown, code: string): boolean {
  return error instanceof ProviderRefusal && error.code === code
}
