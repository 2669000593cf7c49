// Preloaded into a real agent (`node --import`): kills it -9 at the nth change of a key, with the process of the driver
// that makes the change. KILL_AT counts moments: 0 is before the first change, 1 after it, 2 before the second, and so on.
import graphene from 'graphene-pk11'

const moment = Number(process.env.KILL_AT)
const changes = [
  'C_CreateObject',
  'C_DestroyObject',
  'C_SetAttributeValue',
  'C_GenerateKeyPair',
  'C_InitPIN',
  'C_SetPIN',
] as const
const { lib } = graphene.Module.load(process.env.AGENT_MODULE ?? '')
const methods = Object.getPrototypeOf(lib) as Record<string, (...given: unknown[]) => unknown>
let passed = 0

function dieAt(): void {
  if (passed++ !== moment) return
  process.kill(process.ppid, 'SIGKILL')
  process.kill(process.pid, 'SIGKILL')
}

for (const name of changes) {
  const original = methods[name]!
  methods[name] = function (...given) {
    dieAt()
    const result = original.apply(this, given)
    dieAt()
    return result
  }
}
