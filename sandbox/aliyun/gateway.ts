import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { bankMetaVerify, companyFourElementsVerification, mobile3MetaDetailVerify } from './identity.ts'
import { signatureFault } from './signature.ts'
import { querySendDetails, sendSms } from './sms.ts'

const actions: Record<string, (parameters: Record<string, string>) => object> = {
  'SendSms/2017-05-25': sendSms,
  'QuerySendDetails/2017-05-25': querySendDetails,
  'Mobile3MetaDetailVerify/2019-03-07': mobile3MetaDetailVerify,
  'BankMetaVerify/2019-03-07': bankMetaVerify,
  'CompanyFourElementsVerification/2020-02-17': companyFourElementsVerification,
}

/** Aliyun's RPC gateway: every service at one path, told apart by action and version. */
export async function aliyunGateway(app: FastifyInstance) {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post('/', (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const query = request.query as Record<string, string>
    const fault = signatureFault({ method: request.method, query, headers: request.headers, body })
    const RequestId = randomUUID()
    if (fault) {
      const status = fault === 'InvalidAccessKeyId.NotFound' ? 404 : 400
      return reply.status(status).send({ RequestId, Code: fault, Message: fault })
    }
    const action = `${String(request.headers['x-acs-action'])}/${String(request.headers['x-acs-version'])}`
    const handle = actions[action]
    if (!handle) return reply.status(404).send({ RequestId, Code: 'InvalidAction.NotFound', Message: action })
    const form = Object.fromEntries(new URLSearchParams(body.toString()))
    return reply.send(handle({ ...form, ...query }))
  })
}
