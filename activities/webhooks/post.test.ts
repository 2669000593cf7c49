import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublicAddress, post } from './post.ts'

const message = { body: '{}', headers: {} }

describe('only addresses of the internet are public', () => {
  it.each(['8.8.8.8', '223.5.5.5', '2400:3200::1', '2606:4700::1111'])('%s is', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  )
  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.100.100.200',
      '0.0.0.0',
    ],
    ...[
      '255.255.255.255',
      '224.0.0.1',
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '64:ff9b::7f00:1',
    ],
    ...['2002:7f00:1::', '2001:db8::1', 'localhost', ''],
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false))
})

describe('a message', () => {
  let server: Server
  let port: number
  let asked = 0
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked++
      response.writeHead(request.url === '/moved' ? 302 : 204, { location: 'http://127.0.0.1/' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    ;({ port } = server.address() as AddressInfo)
  })
  afterAll(() => server.close())

  it.each([
    ...[
      'https://127.0.0.1',
      'https://localhost',
      'https://[::1]',
      'https://[::ffff:127.0.0.1]',
      'https://0x7f.1',
    ],
    'http://127.0.0.1',
  ])('goes to no machine of our own: %s', async (origin) => {
    const before = asked
    await expect(post(`${origin}:${port}/`, { ...message, network: 'public' })).rejects.toMatchObject({
      code: 'EPRIVATE',
    })
    expect(asked).toBe(before)
  })

  it('tells the answer, and follows no redirection', async () => {
    const to = (path: string) => post(`http://127.0.0.1:${port}${path}`, { ...message, network: 'any' })
    expect(await to('/')).toBe(204)
    expect(await to('/moved')).toBe(302)
  })
})
