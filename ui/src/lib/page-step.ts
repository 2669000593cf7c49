import { goto } from '$app/navigation'
import { page } from '$app/state'

// The step of a page without an order stands in its address: reload, another language and the browser's Back keep to
// it. What the step rests on is in sealed cookies, never in the address.

/** The step that the address names. */
export const pageStep = () => page.url.searchParams.get('step') ?? undefined

/** Goes to a step of this page; without one, to its beginning. `replace`: Back does not lead to where it was. */
export const showStep = (step?: string, { replace = false } = {}) =>
  goto(step ? `?step=${step}` : page.url.pathname, { replace, reset: false })
