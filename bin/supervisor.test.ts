import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../tests/actors.ts'
import { testFolder } from '../tests/test-folder.ts'
import { root } from './bootstrap.mjs'
import { runningIn, Supervisor } from './supervisor.ts'

// A start with one service, in a process of its own that ends in every way a process can.

let dataDir: string
let start: ChildProcess
let service: number

const isThere = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
const isGone = (pid: number) => until(() => Promise.resolve(!isThere(pid)), `the end of ${pid}`)

beforeEach(async () => {
  dataDir = testFolder()
  const source = `
    import { Supervisor } from ${JSON.stringify(join(root, 'bin/supervisor.ts'))}
    const supervisor = new Supervisor(${JSON.stringify(dataDir)})
    process.on('SIGTERM', () => supervisor.stop().then(() => process.exit(0)))
    await supervisor.start({ name: 'one', command: 'sleep', args: ['300'], ready: async () => true })
    console.log('up')
    setInterval(() => {}, 1000)`
  start = spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 2] })
  await once(start.stdout!, 'data')
  service = runningIn(dataDir).left[0]!.pid
})
afterEach(() => {
  for (const pid of [start.pid!, service]) if (isThere(pid)) process.kill(pid, 'SIGKILL')
  rmSync(dataDir, { recursive: true })
})

describe('a start', () => {
  it('that is killed leaves nothing running', async () => {
    expect(isThere(service)).toBe(true)
    start.kill('SIGKILL')
    await isGone(service)
  })

  it('is refused while another runs, and says how to end that', async () => {
    await expect(new Supervisor(dataDir).endLeftovers()).rejects.toThrow('npm stop')
    expect(isThere(service)).toBe(true)
  })

  it('is ended by npm stop, with all that it started', async () => {
    const stop = spawn(process.execPath, [join(root, 'bin/stop.ts')], {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir },
      stdio: ['ignore', 'ignore', 2],
    })
    expect(await once(stop, 'exit')).toEqual([0, null])
    expect(isThere(start.pid!)).toBe(false)
    expect(isThere(service)).toBe(false)
    expect(runningIn(dataDir)).toEqual({ supervisor: undefined, left: [] })
  })
})
