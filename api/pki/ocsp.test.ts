import { randomBytes } from 'node:crypto'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { requestInPath } from './ocsp.ts'

// A GET as clients and proxies are known to write it (RFC 6960, A.1.1).

const app = Fastify()
app.get('/pki/ocsp/*', async (request) =>
  requestInPath((request.params as Record<'*', string>)['*']).toString('hex'),
)

const ways: Record<string, (base64: string) => string> = {
  'percent-encoded': encodeURIComponent,
  'as it is': (base64) => base64,
  'percent-encoded in lower case': (base64) =>
    encodeURIComponent(base64).replaceAll(/%../g, (code) => code.toLowerCase()),
  'encoded twice': (base64) => encodeURIComponent(encodeURIComponent(base64)),
  'with spaces that were +': (base64) => base64.replaceAll('+', '%20'),
  'without padding': (base64) => base64.replaceAll('=', ''),
  'as base64url': (base64) => base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  'after another slash': (base64) => `/${encodeURIComponent(base64)}`,
  'in lines': (base64) => encodeURIComponent(base64.replaceAll(/.{64}/g, '$&\r\n')),
}

it.each(Object.entries(ways))('an OCSP request is read from a path: %s', async (_, write) => {
  for (let bytes = 60; bytes < 160; bytes++) {
    const der = Buffer.concat([Buffer.from([0x30, bytes - 2]), randomBytes(bytes - 2)])
    const answer = await app.inject(`/pki/ocsp/${write(der.toString('base64'))}`)
    expect(answer.body).toBe(der.toString('hex'))
  }
})

it.each(['', '%25ZZ', '%25E0', '💥'])('what is none is no fault of ours: %s', async (path) => {
  expect((await app.inject(`/pki/ocsp/${encodeURI(path)}`)).statusCode).toBe(200)
})
