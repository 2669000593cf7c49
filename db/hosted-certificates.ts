import { fingerprint } from './encryption.ts'

/** What the code to a signer's phone confirms: the certificate of this order is for it. */
export const activationSubject = (orderId: string): string => fingerprint('activation', orderId)
