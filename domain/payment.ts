/** Where an order can be paid; each shows a QR code of its own. */
export const paymentProviders = ['alipay', 'wechat'] as const
export type PaymentProvider = (typeof paymentProviders)[number]

/** Letter in our trade numbers, so that a number tells where it belongs. */
const letter: Record<PaymentProvider, string> = { alipay: 'P', wechat: 'W' }

/** Our number of a trade: of an order (20261124-000017), at a provider, the first, second … code. */
export const tradeNumber = (no: string, provider: PaymentProvider, attempt: number): string =>
  `${no.replace('-', '')}${letter[provider]}${attempt}`

/** How an order is paid: by one of the QR codes, or by a transfer to our bank account. */
export type PaymentMode = 'qr' | 'remittance'

/** Where money came from. */
export const paymentWays = [...paymentProviders, 'bank'] as const
export type PaymentWay = (typeof paymentWays)[number]
