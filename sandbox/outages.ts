import type { IncomingHttpHeaders } from 'node:http'
import { collection } from './world.ts'

// Providers that are down for a while: they answer like a dead service.

/** How each provider is called: by beginning of the address, or by action where services share one address. */
const calls = {
  alipay: ['/alipay/gateway.do'],
  wechatpay: ['/v3/'],
  bank: ['/cmb/'],
  sms: ['SendSms'],
  identity: ['Mobile3MetaDetailVerify', 'BankMetaVerify'],
  registry: ['CompanyFourElementsVerification'],
  tax: ['/nuonuo/', '/tax/'],
  courier: ['/sf/'],
  mail: [],
  time: [],
} as const satisfies Record<string, string[]>
export type Provider = keyof typeof calls

const providers = Object.keys(calls) as Provider[]
const ends = collection<{ at: number }>('outage')

export const isProvider = (name: string): name is Provider => Object.hasOwn(calls, name)

/** Seconds until a provider is up again; 0 when it is up. */
const secondsLeft = (provider: Provider) =>
  Math.max(0, Math.ceil(((ends.get(provider)?.at ?? 0) - Date.now()) / 1000))

export const isDown = (provider: Provider) => secondsLeft(provider) > 0

/** A provider goes down for so many seconds from now; 0 ends it. */
export function goDown(provider: Provider, seconds: number): void {
  ends.put(provider, { at: Date.now() + seconds * 1000 })
}

export const outages = () => providers.map((provider) => ({ provider, secondsLeft: secondsLeft(provider) }))

/** Whether this call would go to a provider that is down. */
export function isCallToDead({ url, headers }: { url: string; headers: IncomingHttpHeaders }): boolean {
  const call = String(headers['x-acs-action'] ?? url)
  const provider = providers.find((name) => calls[name].some((start) => call.startsWith(start)))
  return provider !== undefined && isDown(provider)
}
