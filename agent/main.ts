// The key agent: a service on the applicant's PC that lets our site, and no other, use a plugged-in key.
import { dirname } from 'node:path'
import type { Server } from 'node:http'
import closeWithGrace from 'close-with-grace'
import { AGENT_VERSION, agentPorts } from '../pki/agent-protocol.ts'
import { buildAgent } from './server.ts'
import { readPlace, readSettings } from './settings.ts'

/** Never another address: what listens on a network card is reached from the network. */
const LOOPBACK = '127.0.0.1'

function listen(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const taken = (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error)
    server.once('error', taken)
    server.listen(port, LOOPBACK, () => {
      server.off('error', taken)
      resolve(true)
    })
  })
}

async function start(): Promise<void> {
  const { module, port, settingsDir } = readPlace(dirname(process.argv[1] ?? ''))
  const settings = readSettings(settingsDir)
  const server = buildAgent({ settings, module })
  closeWithGrace({ delay: 5000 }, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const ports = agentPorts(port)
  for (const candidate of ports) {
    if (!(await listen(server, candidate))) continue
    console.log(`Yinxin key agent ${AGENT_VERSION} on http://${LOOPBACK}:${candidate}`)
    console.log(`For ${settings.origins.join(', ')}. Ctrl-C ends it.`)
    return
  }
  throw new Error(`the ports ${ports.join(', ')} are taken`)
}

await start().catch((error: unknown) => {
  console.error(`The key agent cannot start: ${(error as Error).message}`)
  process.exit(1)
})
