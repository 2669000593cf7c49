import { existsSync, readFileSync } from 'node:fs'
import { fail } from './bootstrap.mjs'
import { startInstallation } from './installation.ts'
import { packAgents } from './agent-packages.ts'
import { wantedDataDir, wantedPorts } from './settings.ts'

interface StaffAccount {
  role: string
  username: string
  password: string
}

const begun = Date.now()
const stopping = new AbortController()
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stopping.abort())
// A terminal that is closed takes no more words.
process.stdout.on('error', () => undefined)

/** Waits until everything has ended, and says so. */
async function end(stopped?: Promise<void>): Promise<never> {
  console.log('\n… stopping')
  await stopped
  console.log('✓ stopped; everything is kept')
  process.exit(0)
}

const installation = await startInstallation({
  dataDir: wantedDataDir(),
  ports: wantedPorts(),
  signal: stopping.signal,
}).catch((error: unknown) => (stopping.signal.aborted ? end() : fail((error as Error).message)))
const finish = () => void end(installation.stop())
packAgents(installation, stopping.signal)
if (stopping.signal.aborted) finish()
else stopping.signal.addEventListener('abort', finish)

const { site, sandbox, temporalUi, env, ports, older } = installation
const accountsFile = env.STAFF_ACCOUNTS_FILE ?? ''
const accounts = existsSync(accountsFile)
  ? (JSON.parse(readFileSync(accountsFile, 'utf8')) as StaffAccount[])
  : []
const line = (label: string, value: string) => `  ${label.padEnd(22)} ${value}`
const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`
const needed = `  ${count(older.orders, 'open order')} began with ${count(older.versions, 'older version')} of the processes, kept until they end.\n\n`

console.log(`
✓ Yinxin 印信 is up (${Math.round((Date.now() - begun) / 1000)} s)

${line('Site 网站', site)}
${line('Ops console 运营后台', `${site}/ops`)}
${line('Sandbox 沙盒', sandbox)}
${line('Key agent 密钥助手', `http://127.0.0.1:${ports.agent}`)}
${line('Temporal UI', temporalUi)}
${line('API reference', `${site}/api/docs`)}

  Demo staff 演示账号 (one-time codes: sandbox → 员工身份验证器)
${accounts.map(({ role, username, password }) => line(`  ${role}`, `${username} / ${password}`)).join('\n')}

  Try it 试一试
  Open the sandbox. Its first section, 第一个小时, leads from an application to the replacement of a key, says where
  each step is done, and ticks it when it has happened. Begin there at 示例科技: 带着资料去申请.

${older.orders > 0 ? needed : ''}  Ctrl-C or npm stop ends all of it. Logs: ${installation.dataDir}/logs`)
