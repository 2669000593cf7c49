// The worker of the bare workflow: a process of its own, as the product's are. DATABASE_URL, TEMPORAL_ADDRESS.
import { fileURLToPath } from 'node:url'
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker'
import postgres from 'postgres'

const { DATABASE_URL = '', TEMPORAL_ADDRESS } = process.env
const sql = postgres(DATABASE_URL, { onnotice: () => {} })
await sql`create table if not exists bare_steps (id bigint generated always as identity, at timestamptz default now())`

export type BareActivities = typeof activities
const activities = {
  /** One INSERT, which Postgres commits. */
  async insert(): Promise<void> {
    await sql`insert into bare_steps default values`
  },
}

Runtime.install({ logger: new DefaultLogger('WARN') })
const connection = await NativeConnection.connect({ address: TEMPORAL_ADDRESS })
const worker = await Worker.create({
  connection,
  taskQueue: 'bare',
  activities,
  workflowsPath: fileURLToPath(new URL('bare.ts', import.meta.url)),
  bundlerOptions: {
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, extensionAlias: { '.ts': ['.ts'] } },
    }),
  },
})
await worker.run()
await connection.close()
await sql.end()
