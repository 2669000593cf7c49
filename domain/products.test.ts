import { describe, expect, it } from 'vitest'
import { kinds, orderKinds, type OrderKind } from './kinds/kinds.ts'
import { moves } from './order-states.ts'
import { applicationFor, offeredMethods, price, productIds, products, termsOf } from './products.ts'
import { idTypes } from './proofing.ts'

const sold = productIds.flatMap((product) =>
  (Object.keys(products[product].orders) as OrderKind[]).map((kind) => ({ product, kind })),
)

describe.each(sold)('$kind of $product', (order) => {
  const terms = termsOf(order)
  const has = (event: string) => moves[order.kind].some((move) => move.event === event)

  it('costs something exactly where it can be paid', () => {
    expect(terms.items.length > 0).toBe(has('paid'))
    expect(price(order).every(({ unitFen }) => unitFen > 0)).toBe(true)
  })

  it('gives a reviewer days exactly where one decides', () => {
    expect((terms.reviewWorkingDays ?? 0) > 0).toBe(has('approved'))
  })

  it('makes a certificate exactly where a key gets one', () => {
    const { makesKey, hostsKey, writesKeyInHand } = kinds[order.kind]
    expect(terms.validity !== null).toBe(makesKey || hostsKey || writesKeyInHand)
  })

  it('has a key in somebody’s hands only where the product comes on one', () => {
    const { makesKey, writesKeyInHand, besideOthersOnKey } = kinds[order.kind]
    if (makesKey || writesKeyInHand || besideOthersOnKey)
      expect(products[order.product].carrier).toBe('token')
    if (kinds[order.kind].hostsKey) expect(products[order.product].carrier).toBe('hsm')
  })
})

describe.each(productIds)('%s', (product) => {
  it('can be applied for, and offers everybody whom it is for a way to prove who they are', () => {
    expect(price({ product, kind: applicationFor(product) }).length).toBeGreaterThan(0)
    const papers = products[product].subject === 'person' ? (['residentId'] as const) : idTypes
    for (const idType of papers) expect(offeredMethods(product, idType)).not.toEqual([])
  })

  it('refuses orders of kinds that it does not know', () => {
    for (const kind of orderKinds.filter((kind) => !products[product].orders[kind]))
      expect(() => termsOf({ product, kind })).toThrow(kind)
  })
})
