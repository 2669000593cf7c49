// A key of another vendor than the sandbox's, for tests: a token of SoftHSM with a pair and a certificate of the test CA.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDrivers } from '../agent/drivers.ts'
import { pairRule } from '../agent/own-certificates.ts'
import { hsmModule } from '../bin/tools.ts'
import type { testCa } from './agent-ca.ts'

/** Makes the token; afterwards SOFTHSM2_CONF of this process names its folder. */
export async function softHsmKey(ca: ReturnType<typeof testCa>, pin: string) {
  const folder = mkdtempSync(join(tmpdir(), 'yinxin-softhsm-'))
  mkdirSync(join(folder, 'tokens'))
  const conf = join(folder, 'softhsm2.conf')
  writeFileSync(conf, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`)
  process.env.SOFTHSM2_CONF = conf
  const pins = ['--so-pin', '1234567890', '--pin', pin]
  execFileSync('softhsm2-util', ['--init-token', '--free', '--label', 'OTHER', ...pins])
  const module = hsmModule()
  const driver = openDrivers({ program: 'agent/main.ts', find: () => [{ name: 'SoftHSM', path: module }] })
  await driver.settled
  const { serial } = (await driver.list()).find(({ initialised }) => initialised)!
  const label = 'order:20261101-000002'
  const { spki } = await driver.generateKeyPair({ serial, pin, label, rule: pairRule })
  await driver.writeCertificate({ serial, pin, label, der: ca.issue(spki) })
  driver.close()
  return { serial, module, conf }
}
