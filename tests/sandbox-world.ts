// The parts of the sandbox's state that journeys look at.

interface World {
  organisations: {
    name: string
    uscc: string
    legalRepresentative: { name: string; idNumber: string; phone: string }
    operator: { name: string; idNumber: string; phone: string; email: string }
    address: { province: string; city: string; district: string; street: string }
    invoiceEmail: string
  }[]
  messages: { phone: string; text: string }[]
  mails: { to: string; subject: string }[]
  trades: { outTradeNo: string; status: string }[]
  keys: { serial: string; place: string }[]
  shipments: { waybillNo: string }[]
  authenticator: { account: string; code: string }[]
}

export async function readWorld(sandbox: string): Promise<World> {
  return (await fetch(`${sandbox}/world`)).json() as Promise<World>
}

/** The digits of the newest message to a phone that matches. Waits for it, ten seconds at most. */
export async function newestCode(sandbox: string, phone: string, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 50; tries++) {
    const { messages } = await readWorld(sandbox)
    const found = messages.find((message) => message.phone === phone && pattern.test(message.text))
    const digits = found && pattern.exec(found.text)?.[1]
    if (digits) return digits
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('no such message')
}
