import { error } from '@sveltejs/kit'
import { versions } from '#lib/cps/versions.ts'

/** `/cps` is the current version, `/cps/1.0` a version that stays. */
export const load = ({ params }) => {
  const document = params.version
    ? versions.find(({ version }) => version === params.version)
    : versions.at(-1)
  return document ?? error(404)
}
