/** Patterns for ILIKE: `%`, `_` and the backslash in what somebody typed mean themselves. */
const plain = (typed: string) => typed.replace(/[\\%_]/g, '\\$&')

export const containing = (typed: string) => `%${plain(typed)}%`
export const beginningWith = (typed: string) => `${plain(typed)}%`
