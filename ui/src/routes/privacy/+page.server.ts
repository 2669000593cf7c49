import { answer } from '#lib/api/client.ts'
import { apiHere } from '#lib/api/server.ts'

export const load = async ({ platform }) => ({
  company: await answer(apiHere(platform).GET('/api/company')),
})
