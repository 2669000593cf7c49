import { stdnum } from 'stdnum'

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const USCC_SHAPE = new RegExp(`^[1-9A-HJ-NPQRTUWXY][${USCC_ALPHABET}]\\d{6}[${USCC_ALPHABET}]{10}$`)

/** How an identifier stands up to its standard. `doubtful`: accepted, but a reviewer is told. */
export type IdentifierVerdict = 'valid' | 'doubtful' | 'malformed'

/**
 * Unified social credit code, GB 32100-2015: 18 characters, the last one a check character (sum mod 31).
 * Some codes in use fail the check, so that is a doubt for the reviewer and no refusal.
 */
export function checkUscc(value: string): IdentifierVerdict {
  if (!USCC_SHAPE.test(value)) return 'malformed'
  // stdnum 1.12 refuses codes whose sum is a multiple of 31, so the check is done here.
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) {
    sum += USCC_ALPHABET.indexOf(value.charAt(i)) * weight
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31] === value.charAt(17) ? 'valid' : 'doubtful'
}

/** Resident identity number, GB 11643-1999: region, birth date and check character (sum mod 11). */
export function isResidentId(value: string): boolean {
  return /^\d{17}[\dX]$/.test(value) && (stdnum.CN?.ric?.validate(value).isValid ?? false)
}

/** The age of majority: contracts of minors need a parent (民法典 17, 19). */
const FULL_AGE = 18

/** Whether a resident is of age on a day (YYYY-MM-DD, Beijing), by the birth date in the identity number. */
export function isOfAge(residentId: string, day: string): boolean {
  const born = /^\d{6}(\d{8})/.exec(residentId)?.[1] ?? ''
  return Number(day.replaceAll('-', '')) - Number(born) >= FULL_AGE * 10_000
}

/** Mainland mobile number without country code. */
export function isMobile(value: string): boolean {
  return /^1[3-9]\d{9}$/.test(value)
}

/** Personal bank card, ISO/IEC 7812: 16 to 19 digits with a Luhn check digit. Corporate accounts have none. */
export function isBankCard(value: string): boolean {
  if (!/^\d{16,19}$/.test(value)) return false
  let sum = 0
  for (let i = 0; i < value.length; i++) {
    let digit = Number(value.charAt(value.length - 1 - i))
    if (i % 2 === 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2
    sum += digit
  }
  return sum % 10 === 0
}

/** Corporate bank account: digits only, no check digit is defined for them. */
export function isCorporateAccount(value: string): boolean {
  return /^\d{8,32}$/.test(value)
}

/** A phone number as it may be shown to somebody who has not proved to own it: 138****0001. */
export function maskPhone(phone: string): string {
  return phone.replace(/^(\d{3})\d{4}(\d{4})$/, '$1****$2')
}

/** A person's name as it may be shown to somebody who need not know it: the first character. */
export function maskName(name: string): string {
  return `${[...name][0] ?? ''}**`
}

/** A mail address as it may be shown: the first letter and the domain. */
export function maskEmail(address: string): string {
  return address.replace(/^(.)[^@]*(@.*)$/, '$1***$2')
}

/** An identity number as it may be shown: first three and last two characters. */
export function maskIdNumber(value: string): string {
  return value.length < 8 ? '***' : `${value.slice(0, 3)}${'*'.repeat(value.length - 5)}${value.slice(-2)}`
}
