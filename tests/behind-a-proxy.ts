// The API as many run it: two processes behind one reverse proxy, and callers who come from addresses of their own.
import { createServer, request as httpRequest, type Server } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createProxyServer } from 'http-proxy-3'
import { answers, freePorts } from '../bin/installation.ts'
import { root } from '../bin/bootstrap.mjs'
import { Supervisor } from '../bin/supervisor.ts'

const PROCESSES = 2

/** Starts the API once more, for callers who come by a proxy. Gives its address. */
export async function startApi(
  supervisor: Supervisor,
  name: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { site: port } = await freePorts()
  const address = `http://127.0.0.1:${port}`
  await supervisor.start({
    name,
    command: process.execPath,
    args: [join(root, 'api/main.ts')],
    env: { ...process.env, ...env, PORT: String(port), TRUSTED_PROXIES: '1' },
    ready: answers(`${address}/readyz`),
  })
  return address
}

/** Starts them over an installation that runs. Gives the address of the proxy, which asks them in turn. */
export async function startBehindProxy(env: NodeJS.ProcessEnv) {
  const { site: proxyPort } = await freePorts()
  const site = `http://127.0.0.1:${proxyPort}`
  const dataDir = mkdtempSync(join(tmpdir(), 'yinxin-proxy-'))
  const supervisor = new Supervisor(dataDir)
  const targets: string[] = []
  while (targets.length < PROCESSES) {
    targets.push(await startApi(supervisor, `api-${targets.length + 1}`, { ...env, SITE_URL: site }))
  }
  const proxy = createProxyServer({ xfwd: true })
  let turn = 0
  const server: Server = createServer((request, response) => {
    proxy.web(request, response, { target: targets[turn++ % targets.length]! })
  })
  await new Promise<void>((resolve) => server.listen(proxyPort, '0.0.0.0', resolve))
  return {
    site,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await supervisor.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export interface Answer {
  status: number
  code: string | undefined
  body: unknown
}

/** A browser at an address of this machine's own (127.0.0.2 is another caller than 127.0.0.3); keeps its cookies. */
export function callerAt(site: string, localAddress: string) {
  const cookies = new Map<string, string>()
  return (method: string, path: string, body?: object): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const headers = {
        origin: site,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body && { 'content-type': 'application/json' }),
      }
      const request = httpRequest(`${site}${path}`, { method, headers, localAddress }, (response) => {
        for (const cookie of response.headers['set-cookie'] ?? []) {
          const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
          cookies.set(name, value)
        }
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          const answer = (text === '' ? undefined : JSON.parse(text)) as { code?: string } | undefined
          resolve({ status: response.statusCode!, code: answer?.code, body: answer })
        })
      })
      request.on('error', reject)
      request.end(body && JSON.stringify(body))
    })
}
