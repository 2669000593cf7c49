import type { PaymentMode } from './payment.ts'

// Prices of the manual (无纸化在线申请证书操作说明), in fen. An order keeps the prices it was made with.

export type ProductId = 'organisationUkey'
export type PriceItemId = 'certificateYear' | 'token' | 'seal'

/** One line of an order's price: quantity times unit price, in fen. */
export interface PriceItem {
  item: PriceItemId
  quantity: number
  unitFen: number
}

const UNIT_FEN: Record<PriceItemId, number> = { certificateYear: 300_00, token: 100_00, seal: 100_00 }

interface Product {
  id: ProductId
  certificateProfile: string
  /** What an order always holds, and what the applicant may add. */
  items: readonly PriceItemId[]
  options: readonly PriceItemId[]
  validityYears: number
  /** Working days a reviewer has, counted from payment (manual 1, 第三步). */
  reviewWorkingDays: number
  /** A new key for a certificate whose key was lost or damaged (manual 6). */
  replacement: {
    items: readonly PriceItemId[]
    payBy: PaymentMode
    /** Counted from complete material and matched money, whichever comes later. */
    reviewWorkingDays: number
    /** The new certificate ends when the old one would have; otherwise it runs its full years. */
    keepsEndDate: boolean
  }
}

export const products: Record<ProductId, Product> = {
  organisationUkey: {
    id: 'organisationUkey',
    certificateProfile: 'organisationUkey',
    items: ['certificateYear', 'token'],
    options: ['seal'],
    validityYears: 1,
    reviewWorkingDays: 3,
    replacement: { items: ['token'], payBy: 'remittance', reviewWorkingDays: 5, keepsEndDate: true },
  },
}

/** Prices a choice: the product's own items and the chosen options, in fen. Unknown options are left out. */
export function price(productId: ProductId, chosen: readonly PriceItemId[]): PriceItem[] {
  const product = products[productId]
  const items = [...product.items, ...product.options.filter((option) => chosen.includes(option))]
  return priceItems(product, items)
}

/** Prices a replacement. */
export function replacementPrice(productId: ProductId): PriceItem[] {
  const product = products[productId]
  return priceItems(product, product.replacement.items)
}

/** Prices a renewal (manual 2): another year for the same key. */
export function renewalPrice(productId: ProductId): PriceItem[] {
  return priceItems(products[productId], ['certificateYear'])
}

function priceItems({ validityYears }: Product, items: readonly PriceItemId[]): PriceItem[] {
  return items.map((item) => ({
    item,
    quantity: item === 'certificateYear' ? validityYears : 1,
    unitFen: UNIT_FEN[item],
  }))
}

/** Sum of price lines, in fen. */
export function totalFen(items: readonly PriceItem[]): number {
  return items.reduce((sum, { quantity, unitFen }) => sum + quantity * unitFen, 0)
}
