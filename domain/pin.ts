/** Shortest PIN that we let anybody set. */
export const PIN_MINIMUM = 6
export const PIN_MAXIMUM = 32

export type PinFault = 'short' | 'long' | 'characters' | 'repeated' | 'sequence'

/** Why a new PIN is refused; undefined for a good one. What any PIN pad and vendor tool can type is printable ASCII. */
export function pinFault(pin: string): PinFault | undefined {
  if (pin.length < PIN_MINIMUM) return 'short'
  if (pin.length > PIN_MAXIMUM) return 'long'
  if (!/^[\x21-\x7e]+$/.test(pin)) return 'characters'
  const steps = new Set([...pin].slice(1).map((char, index) => char.charCodeAt(0) - pin.charCodeAt(index)))
  if (steps.size > 1) return undefined
  const [step] = steps
  if (step === 0) return 'repeated'
  return step === 1 || step === -1 ? 'sequence' : undefined
}
