import { answer, apiOn } from '#lib/api/client.ts'

export const load = async ({ fetch }) => ({ catalogue: await answer(apiOn(fetch).GET('/api/catalogue')) })
