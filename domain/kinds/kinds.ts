// Every kind of order there is. Types, enums of the API and the database, words and registrations derive from here.
import { hashSigning } from './hash-signing.ts'
import { hostedApplication } from './hosted-application.ts'
import { hostedChange } from './hosted-change.ts'
import { hostedRenewal } from './hosted-renewal.ts'
import { hostedReplacement } from './hosted-replacement.ts'
import { informationChange } from './information-change.ts'
import { lossReport } from './loss-report.ts'
import { newApplication } from './new-application.ts'
import { phoneChange } from './phone-change.ts'
import { renewal } from './renewal.ts'
import { replacement } from './replacement.ts'
import { revocation } from './revocation.ts'
import { sealOrder } from './seal-order.ts'
import { signerNaming } from './signer-naming.ts'
import { signing } from './signing.ts'
import { signingRequest } from './signing-request.ts'
import { takeover } from './takeover.ts'
import { unlock } from './unlock.ts'

export const kinds = {
  newApplication,
  hostedApplication,
  unlock,
  lossReport,
  replacement,
  renewal,
  informationChange,
  revocation,
  takeover,
  signing,
  hashSigning,
  phoneChange,
  signingRequest,
  hostedRenewal,
  hostedChange,
  hostedReplacement,
  signerNaming,
  sealOrder,
} as const

type Kinds = typeof kinds

export type OrderKind = keyof Kinds
export type OrderState = { [Kind in OrderKind]: keyof Kinds[Kind]['states'] }[OrderKind]
export type OrderEvent = Kinds[OrderKind]['moves'][number]['event']
/** What verification codes are for in orders. */
export type OrderCode = { [Kind in OrderKind]: keyof Kinds[Kind]['codes'] }[OrderKind]

/** What a kind says yes or no to. */
type Trait = {
  [Key in keyof Kinds['renewal']]: Kinds['renewal'][Key] extends boolean ? Key : never
}[keyof Kinds['renewal']]
export type KindsThat<T extends Trait> = {
  [Kind in OrderKind]: Kinds[Kind][T] extends true ? Kind : never
}[OrderKind]

export const orderKinds = Object.keys(kinds) as [OrderKind, ...OrderKind[]]

/** The kinds of which this is true. */
export const kindsThat = <T extends Trait>(trait: T) =>
  orderKinds.filter((kind) => kinds[kind][trait]) as KindsThat<T>[]

export const orderCodes = [
  ...new Set(orderKinds.flatMap((kind) => Object.keys(kinds[kind].codes))),
] as OrderCode[]
