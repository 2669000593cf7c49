import { answer } from '#lib/api/client.ts'
import { apiHere } from '#lib/api/server.ts'

export const load = async ({ platform }) => ({
  catalogue: await answer(apiHere(platform).GET('/api/catalogue')),
})
