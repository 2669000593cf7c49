// How what people type or paste is read. Each function gives the plain form of a text; reading that again changes nothing.

/** C0 without tab and line ends, C1, and half a surrogate pair, which UTF-8 has no bytes for. */
const CONTROL = /[^\P{Cc}\t\n\r]|\p{Cs}/u

/** Whether a text holds what nobody types: such characters are refused wherever text comes in. */
export function hasControlCharacters(text: string): boolean {
  return CONTROL.test(text)
}
