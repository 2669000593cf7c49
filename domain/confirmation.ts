import type { ApplicationForm } from './application-form.ts'
import type { MaterialKind } from './materials.ts'
import type { PaymentMode } from './payment.ts'
import type { PriceItem } from './products.ts'

/** Everything that whoever confirms a replacement (manual 6, (8) 签名验证) stands for. */
export interface ConfirmedFacts {
  no: string
  replaces: { serial: string; keyFate: 'lost' | 'damaged' }
  payBy: PaymentMode
  priceItems: readonly PriceItem[]
  form: ApplicationForm
  /** SHA-256 of each document, hex. */
  materials: Partial<Record<MaterialKind, string>>
}

/** JSON with the keys of every object in order, so that the same facts are the same bytes. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
}

/** The document that is signed: its digest is what a key, or the operator's code, confirms. */
export function confirmationText(facts: ConfirmedFacts): string {
  return canonical({ type: 'yinxin-replacement-confirmation-v1', ...facts })
}

/** What a key of the holder signs: the purpose of an `auth` statement (pki/agent-protocol.ts). */
export const confirmPurpose = (digest: string) => `confirmOrder:${digest}`

/** What we sign for an operator who confirmed by a code: one line a field. */
export function codeStatement(facts: { no: string; digest: string; codeId: string; at: Date }): string {
  const { no, digest, codeId, at } = facts
  return ['yinxin-confirmation-v1', no, digest, codeId, at.toISOString()].join('\n')
}
