import { error, redirect } from '@sveltejs/kit'
import { places } from '#lib/ops/words.ts'
import { m } from '#lib/paraglide/messages.js'

// Everybody begins where their work is.
export const load = async ({ parent }) => {
  const { me } = await parent()
  const first = places.find(({ needs }) => me.may.includes(needs))
  if (!first) error(403, m.ops_no_place())
  redirect(307, first.href)
}
