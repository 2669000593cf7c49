import { error, redirect } from '@sveltejs/kit'
import { answer, api, Refusal } from '#lib/api/client.ts'

// Nobody sees a page of the console before the API has said who they are.
export const load = async ({ url }) => {
  try {
    return { me: await answer(api.GET('/api/ops/me')) }
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    if (refusal.status === 401) redirect(307, `/ops/sign-in?next=${encodeURIComponent(url.pathname)}`)
    error(refusal.status || 503, refusal.message)
  }
}
