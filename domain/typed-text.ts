// How what people type or paste is read. Each function gives the plain form of a text; reading that again changes nothing.

/** C0 without tab and line ends, C1, and half a surrogate pair, which UTF-8 has no bytes for. */
const CONTROL = /[^\P{Cc}\t\n\r]|\p{Cs}/u

/** Whether a text holds what nobody types: such characters are refused wherever text comes in. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}

/** What shows nothing: marks of direction and format, fillers, variation selectors (Unicode TR 44). */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu
const visible = (text: string) => text.replace(INVISIBLE, '')

/** One line as it was meant: composed (NFC), nothing invisible, plain spaces; an ideographic space stays one. */
export function plainLine(text: string): string {
  return visible(text.normalize('NFC'))
    .replace(/[^\S\u3000]+/g, ' ')
    .trim()
}

/** Bullet, hyphenation point, bullet operator, dot operator, katakana dots, full-width and raised stop. */
const DOTS = /\s*[·•‧∙⋅・･．⸱]\s*/g

/** A person's name: whatever dot parts it is the middle dot U+00B7, as in the household register. */
export function plainName(text: string): string {
  return plainLine(text)
    .replace(DOTS, '·')
    .replace(/(?<=\p{Script=Han})\.(?=\p{Script=Han})/gu, '·')
}

/** An organisation's name: the brackets of a Chinese one are full-width, as in the company register. */
export function plainOrganisation(text: string): string {
  const name = plainLine(text)
  return /\p{Script=Han}/u.test(name) ? name.replace(/ ?\( ?/g, '（').replace(/ ?\) ?/g, '）') : name
}

/** A number or code: half-width, upper case, without spaces and dashes. */
export function plainCode(text: string): string {
  return visible(text.normalize('NFKC'))
    .replace(/[\s\p{Pd}\u2212]/gu, '')
    .toUpperCase()
}

/** A mobile number of the mainland, without the country's code. */
export function plainMobile(text: string): string {
  return plainCode(text)
    .replace(/[().]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

/** The serial number of a certificate as our tables have it: lower-case hex without leading zeros and colons. */
export function plainSerial(text: string): string {
  return plainCode(text)
    .toLowerCase()
    .replace(/^0x/, '')
    .replaceAll(':', '')
    .replace(/^0+(?=.)/, '')
}

/** A mail address: without spaces, its domain in lower case; a Chinese domain stays Chinese. */
export function plainEmail(text: string): string {
  const address = visible(text.normalize('NFKC')).replace(/\s/g, '')
  const at = address.lastIndexOf('@') + 1
  return address.slice(0, at) + address.slice(at).toLowerCase().replaceAll('。', '.')
}

/** The same address for programs that know ASCII only: its domain in A-labels (RFC 5891). */
export function asciiEmail(address: string): string {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return address
  try {
    return address.slice(0, at) + new URL(`http://${domain}`).hostname
  } catch {
    return address
  }
}
