import { error } from '@sveltejs/kit'
import { answer } from '#lib/api/client.ts'
import { apiHere } from '#lib/api/server.ts'
import { statements } from '#lib/cps/versions.ts'

/** `/cps` is the current version, `/cps/1.0` a version that stays. */
export const load = async ({ params, platform }) => {
  const versions = await answer(apiHere(platform).GET('/api/practice-statements'))
  const document = params.version
    ? versions.find(({ version }) => version === params.version)
    : versions.at(-1)
  const statement = document && statements[document.version]
  return statement ? { ...document, statement, versions } : error(404)
}
