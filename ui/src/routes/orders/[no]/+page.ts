import { answer, api } from '#lib/api/client.ts'

export const ssr = false

export const load = async ({ params }) => {
  const { cpsVersion } = await answer(api.GET('/api/catalogue'))
  return { no: params.no, cpsVersion }
}
