import { fingerprint } from './encryption.ts'

/** How an identity number is found again without being stored. */
export function operatorFingerprint(idNumber: string): string {
  return fingerprint('operator', idNumber)
}

/** Whose order it is, for its row: the operator by identity number, and by the phone that opens it again. */
export function operatorOf({ idNumber, phone }: { idNumber: string; phone: string }) {
  return { operatorFingerprint: operatorFingerprint(idNumber), operatorPhone: fingerprint('phone', phone) }
}
