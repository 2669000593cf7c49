import { randomBytes } from 'node:crypto'
import swagger from '@fastify/swagger'
import scalar from '@scalar/fastify-api-reference'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { FastifySchema } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { problemDocument } from '../problems.ts'

const tags = [
  { name: 'Catalogue', description: '产品目录 — what can be ordered, at what price' },
  { name: 'Orders', description: '订单 — the applicant’s own orders, opened by the cookie' },
  { name: 'Order query', description: '订单查询 — open an order by identifier and SMS code' },
  { name: 'Loss and replacement', description: '挂失与补办 — report a key lost, ask for another' },
  { name: 'Certificates', description: '证书 — look one up, have one revoked' },
  { name: 'Key agent', description: '密钥助手 — the key in the applicant’s hand' },
  { name: 'Ops', description: '后台 — the console of staff' },
  { name: 'Staff sign-in', description: '后台登录 — user name, password, one-time code' },
  { name: 'Signing', description: '签署 — sign, have others sign, sign what was sent' },
  { name: 'Signing for other systems', description: '签署接口 — requests of other systems' },
  { name: 'OAuth 2.0', description: '授权 — access tokens for other systems' },
  { name: 'CSC', description: '远程签名 — the API of the Cloud Signature Consortium, versions 1 and 2' },
  { name: 'Callbacks', description: '回调 — what providers report' },
  { name: 'PKI', description: '证书服务 — certificates and CRLs of the authority' },
  { name: 'Help', description: '帮助 — who the CA is and how to reach it' },
  { name: 'Health', description: '健康检查 — is it alive, is it ready' },
]

const problemAnswer = {
  description: 'A refusal (RFC 9457)',
  content: { 'application/problem+json': { schema: problemDocument } },
}

/** For a route that begins something: with the cookie of before, or without one. */
export const cookieOrNone: Record<string, string[]>[] = [{}, { applicantCookie: [] }]

type Paths = Record<string, Record<string, Record<string, unknown>>>

/** A part of the OpenAPI document that the plugin cannot learn from zod: bodies of multipart routes. */
const uploadBody = {
  required: true,
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object',
        required: ['file'],
        properties: {
          file: {
            type: 'string',
            format: 'binary',
            description: 'A picture (JPEG, PNG or WebP, ≤ 10 MB), or a certificate where one is looked up',
          },
        },
      },
    },
  },
}

/** OpenAPI 3.1 from the routes' schemas, and its reference page by Scalar (served from here, no CDN). */
export const openapi = fastifyPlugin(async (app) => {
  app.addHook('onRoute', (route) => {
    if (!route.schema || route.schema.hide) return
    const response = (route.schema.response ?? {}) as Record<string, unknown>
    route.schema = { ...route.schema, response: { ...response, '4xx': problemAnswer, '5xx': problemAnswer } }
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Yinxin 印信',
        version: '1.0.0',
        description:
          'Online business of a certificate authority. Applicants have no account: creating an order, or proving it by SMS code, sets a sealed cookie. Changes need an `Origin` header equal to the address of the site.',
      },
      servers: [{ url: '/' }],
      tags,
      components: {
        securitySchemes: {
          applicantCookie: { type: 'apiKey', in: 'cookie', name: 'yinxin-order-{no}' },
          clientSecret: { type: 'http', scheme: 'basic', description: 'client_id and secret' },
          apiClient: {
            type: 'oauth2',
            flows: {
              clientCredentials: {
                tokenUrl: '/oauth2/token',
                scopes: { 'signing-requests': 'Signing requests', service: 'CSC API' },
              },
            },
          },
          staffCookie: { type: 'apiKey', in: 'cookie', name: 'yinxin-staff.session_token' },
        },
      },
    },
    transform: (input) => {
      const transformed = jsonSchemaTransform(input as Parameters<typeof jsonSchemaTransform>[0])
      // A body by this name is the plugin's own key for "described below".
      const { consumes, ...schema } = transformed.schema as { consumes?: string[] }
      return consumes?.includes('multipart/form-data')
        ? { ...transformed, schema: { ...schema, 'x-upload': true } as FastifySchema }
        : transformed
    },
    transformObject: (input) => {
      const document = jsonSchemaTransformObject(input)
      const paths = ('paths' in document ? document.paths : undefined) as Paths | undefined
      for (const operation of Object.values(paths ?? {}).flatMap((path) => Object.values(path))) {
        if (operation['x-upload']) operation.requestBody = uploadBody
        delete operation['x-upload']
      }
      // By name: the order in which files happen to be loaded says nothing.
      if ('components' in document && document.components?.schemas) {
        const { schemas } = document.components
        document.components.schemas = Object.fromEntries(
          Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      }
      return document
    },
  })

  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())

  const nonce = randomBytes(16).toString('base64')
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "frame-ancestors 'none'",
  ].join('; ')
  await app.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      url: '/api/openapi.json',
      nonce,
      withDefaultFonts: false,
      telemetry: false,
      proxyUrl: '',
    },
    hooks: {
      onRequest: (_request, reply, done) => {
        reply.header('content-security-policy', policy)
        done()
      },
    },
  })
})
