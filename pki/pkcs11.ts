import graphene from 'graphene-pk11'

// The one place that loads a PKCS#11 module. One module a process: the HSM in the CA worker, the token driver in a
// key station.

export type TokenFault =
  | 'pinIncorrect'
  | 'pinLocked'
  | 'pinLength'
  | 'tokenRemoved'
  | 'tokenNotFound'
  | 'keyNotFound'
  | 'busy'
  | 'full'
  | 'unexpected'

/** What went wrong at a token, in one word that callers act on. */
export class TokenError extends Error {
  readonly fault: TokenFault
  constructor(fault: TokenFault, detail = '') {
    super(detail ? `${fault}: ${detail}` : fault)
    this.name = 'TokenError'
    this.fault = fault
  }
}

/** CK_RV values of PKCS#11 3.1, 4.x. Real keys answer a removal in several ways. */
const FAULTS: Record<number, TokenFault> = {
  0xa0: 'pinIncorrect',
  0xa2: 'pinLength',
  0xa4: 'pinLocked',
  0x05: 'tokenRemoved',
  0x30: 'tokenRemoved',
  0x32: 'tokenRemoved',
  0x82: 'tokenRemoved',
  0xb3: 'tokenRemoved',
  0xe0: 'tokenRemoved',
  0x31: 'full',
  0x90: 'busy',
}
const USER_ALREADY_LOGGED_IN = 0x100
const CRYPTOKI_ALREADY_INITIALIZED = 0x191

function codeOf(error: unknown): number | undefined {
  return (error as { code?: number }).code
}

/** Runs PKCS#11 calls and turns their CK_RV into a TokenError. */
export function guarded<T>(body: () => T): T {
  try {
    return body()
  } catch (error) {
    if (error instanceof TokenError) throw error
    const code = codeOf(error)
    throw new TokenError(
      (code !== undefined && FAULTS[code]) || 'unexpected',
      code === undefined ? (error as Error).message : `0x${code.toString(16)}`,
    )
  }
}

let loaded: { path: string; module: graphene.Module } | undefined

/** Without OS locking several sessions at once crash the process. */
function initialise(module: graphene.Module): void {
  try {
    module.initialize({ flags: 2 } as never)
  } catch (error) {
    if (codeOf(error) !== CRYPTOKI_ALREADY_INITIALIZED) throw error
  }
}

/** Loads a module by path, once. @throws Error when another one is loaded already. */
export function loadModule(path: string): graphene.Module {
  if (loaded && loaded.path !== path) throw new Error('a process uses one PKCS#11 module')
  if (!loaded) {
    const module = graphene.Module.load(path, 'pkcs11')
    initialise(module)
    loaded = { path, module }
  }
  return loaded.module
}

/** Lets the module look for tokens anew. Ends every session of this process, so never while a job runs. */
export function rescan(module: graphene.Module): void {
  module.finalize()
  initialise(module)
}

/** The slot whose token has this serial number: slot numbers change, serial numbers do not. */
export function slotOf(module: graphene.Module, serial: string): graphene.Slot {
  const slot = tokenSlots(module).find((candidate) => candidate.getToken().serialNumber.trim() === serial)
  if (!slot) throw new TokenError('tokenNotFound', serial)
  return slot
}

/** All slots with a token in them. */
export function tokenSlots(module: graphene.Module): graphene.Slot[] {
  const slots = module.getSlots(true)
  return Array.from({ length: slots.length }, (_, index) => slots.items(index))
}

/** Opens a read-write session, logs in and closes it again; a second login of the process counts as logged in. */
export function withSession<T>(
  slot: graphene.Slot,
  login: { pin: string; as: graphene.UserType } | undefined,
  body: (session: graphene.Session) => T,
): T {
  return guarded(() => {
    const session = slot.open(graphene.SessionFlag.RW_SESSION | graphene.SessionFlag.SERIAL_SESSION)
    try {
      if (login) {
        try {
          session.login(login.pin, login.as)
        } catch (error) {
          if (codeOf(error) !== USER_ALREADY_LOGGED_IN) throw error
        }
      }
      return body(session)
    } finally {
      try {
        if (login) session.logout()
        session.close()
      } catch {
        // The token was pulled out: its sessions are gone with it.
      }
    }
  })
}
