import { TokenError } from '../pki/pkcs11.ts'
import type { TokenDriver, TokenInfo } from '../pki/token-driver.ts'
import { startDriver, type DriverFault, type KeyDriver, type Patience } from './driver-process.ts'
import type { FoundModule } from './find-modules.ts'

// The modules of this PC as one: the keys of all of them are listed, and a call goes to the module whose key it is about.

/** A module for people who ask why their key is not seen. Its path stays in the log. */
export interface DriverState {
  name: string
  state: 'starting' | 'ready' | DriverFault
}

export interface Drivers extends KeyDriver {
  /** Whether the key with this serial number is plugged in now; asks only the module that showed it. */
  has(serial: string): Promise<boolean>
  states(): DriverState[]
  /** Resolves when what was found at first is loaded or has failed. */
  settled: Promise<unknown>
  close(): void
}

const LOOK_MS = 3000
/** A module that cannot be loaded is tried again after this time: its driver may have been repaired. */
const RETRY_MS = 10_000

interface Known extends FoundModule {
  state: DriverState['state']
  process?: ReturnType<typeof startDriver>
  failedAt?: number
}

/**
 * @param options.program the file of the agent, which is started once a module
 * @param options.find looks for modules; asked again from time to time, so that a driver can be installed while the agent runs
 */
export function openDrivers({
  program,
  find,
  patience,
}: {
  program: string
  find: () => FoundModule[]
  patience?: Patience
}): Drivers {
  const modules = new Map<string, Known>()
  /** The module that showed the key with this serial number. */
  const owners = new Map<string, Known>()
  let lookedAt = -Infinity

  function start(module: Known): void {
    module.state = 'starting'
    const onEnd = (fault: DriverFault, detail: string) => fail(module, fault, detail)
    const driver = startDriver(program, module.path, onEnd, patience)
    module.process = driver
    void driver.ready.then(() => {
      if (module.state !== 'starting') return
      Object.assign(module, { state: 'ready', failedAt: undefined })
      console.log(`Driver ${module.name} is used: ${module.path}`)
    })
  }

  function fail(module: Known, fault: DriverFault, detail: string): void {
    // Not at each try.
    if (module.failedAt === undefined)
      console.error(`Driver ${module.name} cannot be used (${fault}): ${module.path}: ${detail}`)
    // One that has worked is started again at once.
    const failedAt = module.state === 'ready' ? undefined : Date.now()
    Object.assign(module, { state: fault, failedAt, process: undefined })
  }

  function look(): void {
    if (Date.now() - lookedAt < LOOK_MS) return
    lookedAt = Date.now()
    const found = find()
    const gone = [...modules.values()].filter(({ path }) => !found.some((one) => one.path === path))
    for (const { path, process } of gone) {
      process?.close()
      modules.delete(path)
    }
    for (const one of found) {
      const module = modules.get(one.path) ?? { ...one, state: 'starting' as const }
      // In the order of this look.
      modules.delete(one.path)
      modules.set(one.path, module)
      if (one.unprotected && module.state !== 'unprotected')
        fail(module, 'unprotected', 'others than the administrator may write it')
      const failed = module.failedAt ?? -Infinity
      if (!one.unprotected && !module.process && Date.now() - failed > RETRY_MS) start(module)
    }
  }

  const readyOnes = () => [...modules.values()].filter(({ state }) => state === 'ready')

  async function listOf(module: Known): Promise<TokenInfo[]> {
    try {
      return (await module.process?.call('list')) ?? []
    } catch (error) {
      console.error(`Driver ${module.name} lists no keys: ${(error as Error).message}`)
      return []
    }
  }

  async function list(): Promise<TokenInfo[]> {
    look()
    const asked = readyOnes()
    const lists = await Promise.all(asked.map(listOf))
    owners.clear()
    return lists.flatMap((tokens, index) =>
      tokens.filter(({ serial }) => {
        // Several modules may know a key, and one module may show it in several slots.
        if (owners.has(serial)) return false
        owners.set(serial, asked[index]!)
        return true
      }),
    )
  }

  const calls = <Method extends Exclude<keyof TokenDriver, 'list' | 'contents'>>(
    method: Method,
  ): KeyDriver[Method] =>
    // One request with a serial number is what each of them takes.
    (async (...given: Parameters<TokenDriver[Method]>) =>
      ownerOf(given[0].serial).call(method, ...given)) as KeyDriver[Method]

  /** @throws TokenError tokenNotFound for a key that no module showed. */
  function ownerOf(serial: string) {
    const driver = owners.get(serial)?.process
    if (!driver) throw new TokenError('tokenNotFound', serial)
    return driver
  }

  look()
  if (modules.size === 0) console.log('No driver of a USB key is installed yet; one that comes is found.')
  return {
    list,
    has: async (serial) => {
      const owner = owners.get(serial)
      return owner !== undefined && (await listOf(owner)).some((token) => token.serial === serial)
    },
    contents: async (serial) => ownerOf(serial).call('contents', serial),
    personalise: calls('personalise'),
    setPins: calls('setPins'),
    changePin: calls('changePin'),
    generateKeyPair: calls('generateKeyPair'),
    writeCertificate: calls('writeCertificate'),
    relabelPair: calls('relabelPair'),
    destroyPair: calls('destroyPair'),
    sign: calls('sign'),
    states: () => [...modules.values()].map(({ name, state }) => ({ name, state })),
    settled: Promise.all([...modules.values()].map(({ process }) => process?.ready)),
    close: () => [...modules.values()].forEach(({ process }) => process?.close()),
  }
}
