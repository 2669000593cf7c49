import { answer, api } from '#lib/api/client.ts'

export const ssr = false

export const load = async () => ({ packages: await answer(api.GET('/api/key-agent/packages')) })
