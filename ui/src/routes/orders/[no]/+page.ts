import { answer, apiOn } from '#lib/api/client.ts'

export const ssr = false

export const load = async ({ fetch, params }) => {
  const { cpsVersion } = await answer(apiOn(fetch).GET('/api/catalogue'))
  return { no: params.no, cpsVersion }
}
