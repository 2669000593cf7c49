// Check digits of the numbers that organisations, people and cards carry.

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** Completes the 16 characters of a USCC (GB 32100) with the organisation code's check (GB 11714) and its own. */
export function uscc(first16: string): string {
  const code = first16.slice(8)
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const weighted = weights.reduce((total, weight, i) => total + weight * parseInt(code.charAt(i), 36), 0)
  const first17 = first16 + '0X987654321'.charAt(weighted % 11)
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) {
    sum += USCC_ALPHABET.indexOf(first17.charAt(i)) * weight
  }
  return first17 + USCC_ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/** Completes 17 digits of a resident ID (GB 11643). */
export function residentId(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17.charAt(i)), 0)
  return first17 + '10X98765432'.charAt(sum % 11)
}

/** Completes a bank card number with its Luhn digit (ISO/IEC 7812). */
export function bankCard(digits: string): string {
  const doubled = (digit: number) => (digit > 4 ? digit * 2 - 9 : digit * 2)
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, i) => total + (i % 2 === 0 ? doubled(Number(digit)) : Number(digit)), 0)
  return digits + String((10 - (sum % 10)) % 10)
}
