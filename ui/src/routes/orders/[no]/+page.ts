import { answer, api } from '#lib/api/client.ts'

export const ssr = false

export const load = async ({ params }) => ({
  no: params.no,
  catalogue: await answer(api.GET('/api/catalogue')),
})
