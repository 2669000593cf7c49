import { answer } from '#lib/api/client.ts'
import { apiHere } from '#lib/api/server.ts'

export const load = async ({ platform }) => {
  const api = apiHere(platform)
  const [company, readiness] = await Promise.all([answer(api.GET('/api/company')), api.GET('/readyz')])
  const answered = readiness.data ?? readiness.error
  return { company, missing: answered && 'missing' in answered ? answered.missing : ['postgres'] }
}
