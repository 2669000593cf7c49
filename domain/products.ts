import type { KeyCarrier, Subject } from './certificate-kinds.ts'
import { kinds, type OrderKind } from './kinds/kinds.ts'
import { isOptional, type MaterialKind } from './materials.ts'
import type { ReplacementKind } from './replacement.ts'
import type { PaymentMode } from './payment.ts'
import { codeMethods, type CodeMethod, type IdType, type ProofingMethod } from './proofing.ts'

/** What an order of a kind costs and gives, of one product. */
interface Terms<Item> {
  /** What it always holds, and what the applicant may add. */
  items: readonly Item[]
  options: readonly Item[]
  /** How it is paid, where it costs something. */
  payBy: PaymentMode
  /** Working days that a reviewer has; null where nobody reviews. */
  reviewWorkingDays: number | null
  /**
   * How long the certificate runs that it makes: full years, years after what the old one has left, or as long as the
   * old one would have. Null where it makes none.
   */
  validity: 'fullYears' | 'addedYears' | 'sameEnd' | null
}

interface Product<Item extends string> {
  /** Whom its certificates name, and what carries their key. */
  subject: Subject
  carrier: KeyCarrier
  /** Of pki/profiles.ts. */
  certificateProfile: string
  validityYears: number
  /** Ways of proving the identity that are offered. */
  proofing: readonly ProofingMethod[]
  /** What is uploaded where documents are looked at (manual 1, 第一步). */
  materials: readonly MaterialKind[]
  /** Of each item, in fen. */
  prices: Readonly<Partial<Record<Item, number>>>
  /** The kinds of order that it knows. */
  orders: Readonly<Partial<Record<OrderKind, Terms<Item>>>>
}

/** Costs nothing, makes no certificate, nobody reviews it. */
const free = { items: [], options: [], payBy: 'qr', reviewWorkingDays: null, validity: null } as const

/** A seal that is ordered by itself; an imprint is looked at as the documents of an application are. */
const sealOrder = { ...free, items: ['seal'], reviewWorkingDays: 3 } as const

/** What an organisation proves itself by, and what is uploaded for it (manual 1, 第一步). */
const byOrganisation = {
  proofing: ['legalRepPhone', 'legalRepBankCard', 'microDeposit'],
  materials: ['businessLicence', 'legalRepId', 'authorisation'],
} as const

/**
 * What a person proves itself by, and both sides of the ID card. Operators and banks are asked by resident ID number,
 * so whoever has other papers gets no person's certificate: nothing could prove whose phone or card it is. A certificate
 * in hand proves persons alone: an organisation's is used by its operator, which says nothing of who represents it.
 */
const byPerson = {
  proofing: ['ownPhone', 'ownBankCard', 'ownCertificate'],
  materials: ['idCardPortrait', 'idCardEmblem'],
} as const

/** A certificate without a token (托管证书), which signs by codes to a phone. */
const hosted = {
  carrier: 'hsm',
  validityYears: 1,
  orders: {
    hostedApplication: {
      items: ['certificateYear'],
      options: ['seal'],
      payBy: 'qr',
      reviewWorkingDays: 3,
      validity: 'fullYears',
    },
    phoneChange: free,
    hostedRenewal: { ...free, items: ['certificateYear'], validity: 'addedYears' },
    hostedChange: { ...free, reviewWorkingDays: 3, validity: 'sameEnd' },
    lossReport: free,
    // Nothing is made but a certificate; a reviewer has as long as for another key (manual 6).
    hostedReplacement: { ...free, reviewWorkingDays: 5, validity: 'sameEnd' },
    revocation: free,
    signing: free,
    hashSigning: free,
    signingRequest: free,
    signerNaming: free,
    sealOrder,
  },
} as const

const hostedOrganisation = {
  subject: 'organisation',
  certificateProfile: 'hosted',
  ...byOrganisation,
  prices: { certificateYear: 300_00, seal: 100_00 },
} as const

/** A certificate on a token (UKEY). */
const ukey = {
  carrier: 'token',
  validityYears: 1,
  orders: {
    // Reviewed within 3 working days of payment (manual 1, 第三步).
    newApplication: {
      items: ['certificateYear', 'token'],
      options: ['seal'],
      payBy: 'qr',
      reviewWorkingDays: 3,
      validity: 'fullYears',
    },
    // Another year for the same key (manual 2).
    renewal: { ...free, items: ['certificateYear'], validity: 'addedYears' },
    informationChange: { ...free, reviewWorkingDays: 3, validity: 'sameEnd' },
    // Reviewed within 5 working days of complete material and matched money, whichever comes later (manual 6).
    replacement: {
      ...free,
      items: ['token'],
      payBy: 'remittance',
      reviewWorkingDays: 5,
      validity: 'sameEnd',
    },
    unlock: free,
    lossReport: free,
    revocation: free,
    sealOrder,
  },
} as const

// Prices of the manual (无纸化在线申请证书操作说明), which has none for persons. An order keeps the prices it was made with.
const rows = {
  organisationUkey: {
    ...ukey,
    subject: 'organisation',
    certificateProfile: 'organisationUkey',
    ...byOrganisation,
    prices: { certificateYear: 300_00, token: 100_00, seal: 100_00 },
    orders: { ...ukey.orders, takeover: free },
  },
  personUkey: {
    ...ukey,
    subject: 'person',
    certificateProfile: 'personUkey',
    ...byPerson,
    prices: { certificateYear: 100_00, token: 100_00, seal: 100_00 },
  },
  // 移动招投标类托管证书, for organisations and persons.
  organisationHostedBidding: { ...hosted, ...hostedOrganisation },
  personHostedBidding: {
    ...hosted,
    subject: 'person',
    certificateProfile: 'personHosted',
    ...byPerson,
    prices: { certificateYear: 100_00, seal: 100_00 },
  },
  // 电子合同类托管证书, for organisations alone.
  organisationHostedContract: { ...hosted, ...hostedOrganisation },
} as const satisfies Record<string, Product<string>>

export type ProductId = keyof typeof rows
export type PriceItemId = { [Id in ProductId]: keyof (typeof rows)[Id]['prices'] }[ProductId]

/** Profiles that certificates of products have: pki/profiles.ts has one for each. */
export type CertificateProfileId = (typeof rows)[ProductId]['certificateProfile']

interface Sold extends Product<PriceItemId> {
  certificateProfile: CertificateProfileId
}

export const products: Record<ProductId, Sold> = rows
export const productIds = Object.keys(products) as [ProductId, ...ProductId[]]
export const priceItemIds = [...new Set(productIds.flatMap((id) => Object.keys(rows[id].prices)))] as [
  PriceItemId,
  ...PriceItemId[],
]
/** What may be added to an order of some product. */
export const optionIds = [
  ...new Set(
    productIds.flatMap((id) => Object.values(products[id].orders).flatMap(({ options }) => options)),
  ),
]

/** The kind of order by which a product is applied for. */
export function applicationFor(product: ProductId): 'newApplication' | 'hostedApplication' {
  return products[product].carrier === 'hsm' ? 'hostedApplication' : 'newApplication'
}

/** The kind of order by which a holder who lost what uses a certificate of a product gets another. */
export function replacementFor(product: ProductId): ReplacementKind {
  return products[product].carrier === 'hsm' ? 'hostedReplacement' : 'replacement'
}

/** What an order of a kind costs and gives. @throws Error when the product knows no such orders. */
export function termsOf({ product, kind }: { product: ProductId; kind: OrderKind }): Terms<PriceItemId> {
  const terms = products[product].orders[kind]
  if (!terms) throw new Error(`${product} has no ${kind}`)
  return terms
}

/** One line of an order's price: quantity times unit price, in fen. */
export interface PriceItem {
  item: PriceItemId
  quantity: number
  unitFen: number
}

/** Prices an order: what it always holds and the chosen options, in fen. Unknown options are left out. */
export function price(
  order: { product: ProductId; kind: OrderKind },
  chosen: readonly string[] = [],
): PriceItem[] {
  const { items, options } = termsOf(order)
  const { prices, validityYears } = products[order.product]
  return [...items, ...options.filter((option) => chosen.includes(option))].map((item) => ({
    item,
    quantity: item === 'certificateYear' ? validityYears : 1,
    unitFen: prices[item]!,
  }))
}

/** Sum of price lines, in fen. */
export function totalFen(items: readonly PriceItem[]): number {
  return items.reduce((sum, { quantity, unitFen }) => sum + quantity * unitFen, 0)
}

/**
 * What may be uploaded to such an order: what its product asks, where documents belong to it. Whoever pays by transfer
 * shows the voucher besides (manual 6, 第二步): a hint, it closes nothing. Whoever orders a seal may show an imprint of it.
 */
export function materialsOf(order: {
  kind: OrderKind
  product: ProductId
  payBy: PaymentMode
  priceItems: readonly PriceItem[]
}): readonly MaterialKind[] {
  return [
    ...(kinds[order.kind].takesMaterials ? products[order.product].materials : []),
    ...(order.payBy === 'remittance' ? (['paymentVoucher'] as const) : []),
    ...(hasSeal(order) ? (['sealSample'] as const) : []),
  ]
}

/** The part of it that an order needs. */
export const neededMaterials = (order: Parameters<typeof materialsOf>[0]): readonly MaterialKind[] =>
  materialsOf(order).filter((kind) => !isOptional(kind))

/** Whether a seal was ordered. */
export const hasSeal = ({ priceItems }: { priceItems: readonly PriceItem[] }): boolean =>
  priceItems.some(({ item }) => item === 'seal')

/** The ways of proofing that a holder with such papers can use: operators and banks know residents only. */
export function offeredMethods(product: ProductId, idType: IdType): readonly ProofingMethod[] {
  const { proofing } = products[product]
  return idType === 'residentId' ? proofing : proofing.filter((method) => method === 'microDeposit')
}

/**
 * Those of them for a known holder without PIN or old phone: an unlock is authorised by the code that they end with, and
 * a certificate in hand may have been found together with what was lost.
 */
export function otherMethods(product: ProductId, idType: IdType): CodeMethod[] {
  const offered = offeredMethods(product, idType)
  return codeMethods.filter((method) => offered.includes(method))
}
