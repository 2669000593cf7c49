/** Where an order can be paid; each shows a QR code of its own. */
export const paymentProviders = ['alipay', 'wechat'] as const
export type PaymentProvider = (typeof paymentProviders)[number]
