// The parts of the sandbox's state that journeys look at.

export interface Sandbox {
  organisations: {
    name: string
    uscc: string
    status: string
    legalRepresentative: { name: string; idType?: string; idNumber: string; phone: string; bankCard: string }
    operator: { name: string; idNumber: string; phone: string; email: string }
    address: { province: string; city: string; district: string; street: string }
    account: { bank: string; number: string }
    invoiceEmail: string
  }[]
  persons: {
    name: string
    idNumber: string
    phone: string
    email: string
    bankCard: string
    address: Sandbox['organisations'][number]['address']
  }[]
  messages: { id: string; phone: string; text: string; at: number }[]
  mails: {
    to: string
    subject: string
    text: string
    /** Where a mail program stops such mails. */
    stopAt: string | null
  }[]
  trades: { outTradeNo: string; status: string; refunds: unknown[] }[]
  wechatTrades: { outTradeNo: string }[]
  bank: {
    balanceFen: number
    accounts: { number: string; lines: { memo: string; amountFen: number }[] }[]
    transfers: { yurRef: string }[]
  }
  keys: {
    serial: string
    place: string
    wornOut: boolean
    foreign: boolean
    /** Of a key that the CA's earlier system made. */
    earlier: { holder: string; until: string; pin: string } | null
  }[]
  shipments: { waybillNo: string }[]
}

export async function readWorld(sandbox: string): Promise<Sandbox> {
  return (await fetch(`${sandbox}/world`)).json() as Promise<Sandbox>
}

/** The steps of the first hour that the outside world has seen to be done. */
export async function stepsSeen(sandbox: string): Promise<string[]> {
  const tour = (await (await fetch(`${sandbox}/world/tour`)).json()) as { step: string; done?: object }[]
  return tour.filter(({ done }) => done).map(({ step }) => step)
}

/**
 * The digits of the newest message to a phone that matches and came after `since` (epoch ms): journeys share phones.
 * Waits for it, ten seconds at most.
 */
export async function newestCode(
  sandbox: string,
  phone: string,
  pattern: RegExp,
  since = 0,
): Promise<string> {
  for (let tries = 0; tries < 300; tries++) {
    const { messages } = await readWorld(sandbox)
    const found = messages.find(
      (message) => message.phone === phone && message.at > since && pattern.test(message.text),
    )
    const digits = found && pattern.exec(found.text)?.[1]
    if (digits) return digits
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('no such message')
}
