import { inHands, standingOf, type CertificateState, type RevocationReason } from './certificate-states.ts'

// Who may have a certificate revoked, for what reasons, and how many people have to agree.

/** Who asks: the holder, a member of staff, or a member of staff on the order of an authority. */
export const revocationOrigins = ['holder', 'staff', 'legalOrder'] as const
export type RevocationOrigin = (typeof revocationOrigins)[number]

const ofHolders = ['keyCompromise', 'affiliationChanged', 'superseded', 'cessationOfOperation'] as const

export const askableReasons: Record<RevocationOrigin, readonly RevocationReason[]> = {
  holder: ofHolders,
  staff: [...ofHolders, 'privilegeWithdrawn'],
  legalOrder: ['privilegeWithdrawn', 'keyCompromise'],
}

/** How many others have to approve; a holder confirms by a code instead. */
export const approvalsNeeded: Record<RevocationOrigin, number> = { holder: 0, staff: 1, legalOrder: 2 }

export interface Judgement {
  /** Usernames. */
  askedBy: string | null
  decisions: readonly { by: string; approved: boolean }[]
}

/** Why a person may not decide on a request. Nobody decides on their own, or twice. */
export function decisionRefusal(
  { askedBy, decisions }: Judgement,
  username: string,
): 'ownRequest' | 'decidedBefore' | undefined {
  if (askedBy === username) return 'ownRequest'
  return decisions.some(({ by }) => by === username) ? 'decidedBefore' : undefined
}

export type RevocationVerdict = 'open' | 'firstApproved' | 'approved' | 'refused'

/** What the decisions come to. Each counts once for a person, and never for who asked. */
export function verdictOf(origin: RevocationOrigin, { askedBy, decisions }: Judgement): RevocationVerdict {
  const counted = decisions.filter(({ by }) => by !== askedBy)
  if (counted.some(({ approved }) => !approved)) return 'refused'
  const approvers = new Set(counted.map(({ by }) => by)).size
  if (approvers === 0) return 'open'
  return approvers >= approvalsNeeded[origin] ? 'approved' : 'firstApproved'
}

/** Whether there is anything left to revoke. */
export function mayBeRevoked(certificate: { state: CertificateState; notAfter: Date }, now: Date): boolean {
  const standing = standingOf(certificate, now)
  return inHands.some((state) => state === standing)
}
