import { dirname } from 'node:path'
import type { Server } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import closeWithGrace from 'close-with-grace'
import { AGENT_VERSION, agentPorts } from '../pki/agent-protocol.ts'
import { openDrivers } from './drivers.ts'
import { findModules } from './find-modules.ts'
import { buildAgent } from './server.ts'
import { readPlace, readSettings } from './settings.ts'

/** Never another address: what listens on a network card is reached from the network. */
const LOOPBACK = '127.0.0.1'
/** So long it waits at its start for drivers; those that are slower come later. */
const DRIVERS_MS = 10_000

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

/** Starts the agent. @throws Error that says why it cannot run. */
export async function start(): Promise<void> {
  const program = process.argv[1] ?? ''
  const { modules, searches, port, settingsDir } = readPlace(dirname(program))
  const settings = readSettings(settingsDir)
  const driver = openDrivers({ program, find: () => findModules(process, modules, searches) })
  await Promise.race([driver.settled, sleep(DRIVERS_MS)])
  const server = buildAgent({ settings, driver })
  closeWithGrace({ delay: 5000 }, async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    driver.close()
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
