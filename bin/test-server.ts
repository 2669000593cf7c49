// Temporal's time-skipping test server. `node bin/test-server.ts` prints its path.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cacheDir, keep } from './places.ts'
import { fail, step } from './progress.mjs'
import { run } from './run.ts'
import { requireSystemPackages } from './system-packages.ts'
import { downloadTemporal } from './temporal-download.ts'

const VERSION = '1.32.0'
const name = `temporal-test-server-${VERSION}`

/**
 * Path of an executable test server for `TestWorkflowEnvironment.createTimeSkipping`: kept, downloaded, or the same
 * server from Maven behind a script.
 */
export async function testServer(): Promise<string> {
  if (process.env.TEMPORAL_TEST_SERVER) return process.env.TEMPORAL_TEST_SERVER
  const executable = join(cacheDir, name, 'server')
  if (existsSync(executable)) return executable
  await step('准备 Temporal 测试服务 · Bring in the Temporal test server', '30 s', () =>
    keep(name, async (scratch) => {
      const whole = join(scratch, 'whole')
      mkdirSync(whole)
      const downloaded = await downloadTemporal('temporal-test-server', scratch)
      if (downloaded) await run('cp', [downloaded, join(whole, 'server')])
      else await fromMaven(whole)
      chmodSync(join(whole, 'server'), 0o755)
      return whole
    }),
  )
  return executable
}

async function fromMaven(folder: string): Promise<void> {
  await requireSystemPackages('forJavaTestServer')
  const dependency = (group: string, artifact: string, version: string) =>
    `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`
  writeFileSync(
    join(folder, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion><groupId>yinxin</groupId><artifactId>test-server</artifactId><version>1</version>
<dependencies>${dependency('io.temporal', 'temporal-test-server', VERSION)}${dependency('ch.qos.logback', 'logback-classic', '1.5.18')}</dependencies></project>\n`,
  )
  writeFileSync(
    join(folder, 'logback.xml'),
    '<configuration><appender name="err" class="ch.qos.logback.core.ConsoleAppender"><target>System.err</target>' +
      '<encoder><pattern>%d %-5level %logger %msg%n</pattern></encoder></appender>' +
      '<root level="WARN"><appender-ref ref="err"/></root></configuration>\n',
  )
  await run('mvn', ['--batch-mode', '--quiet', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], { cwd: folder })
  // Two cores and short runs: the quick compiler and one garbage collector thread start sooner.
  writeFileSync(
    join(folder, 'server'),
    `#!/bin/sh
here=$(dirname "$0")
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Dlogback.configurationFile="$here/logback.xml" \\
  -cp "$here/lib/*" io.temporal.testserver.TestServer "$@"
`,
  )
}

if (import.meta.main) await testServer().then(console.log, fail)
