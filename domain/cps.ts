// Published versions of the certification practice statement (E-Sign Law art. 19), the newest last. An order keeps the
// one that was agreed to, and its certificate names that one. Their text is in ui/src/lib/cps.

interface CpsVersion {
  version: string
  /** Beijing date. */
  publishedOn: string
  /** Its number below the CA's arc of certificate policies; the profile's number follows. */
  policyNumber: number
}

export const cpsVersions: readonly CpsVersion[] = [
  { version: '1.0', publishedOn: '2026-11-30', policyNumber: 1 },
]

/** The version that applicants agree to today. */
export const currentCps = cpsVersions.at(-1)!

/** A published version. @throws RangeError when there is none of this name. */
export function cpsOf(version: string): CpsVersion {
  const found = cpsVersions.find((known) => known.version === version)
  if (!found) throw new RangeError(`no practice statement ${version}`)
  return found
}
