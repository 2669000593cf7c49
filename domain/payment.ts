/** Where an order can be paid; each shows a QR code of its own. */
export const paymentProviders = ['alipay', 'wechat'] as const
export type PaymentProvider = (typeof paymentProviders)[number]

/** How an order is paid: by one of the QR codes, or by a transfer to our bank account. */
export type PaymentMode = 'qr' | 'remittance'

/** Where money came from. */
export const paymentWays = [...paymentProviders, 'bank'] as const
export type PaymentWay = (typeof paymentWays)[number]
