import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chineseCapitals, fen, yuan } from './money.ts'
import { price, totalFen } from './products.ts'

const application = { product: 'organisationUkey', kind: 'newApplication' } as const

it('yuan and fen are each other’s inverse', () => {
  fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), (amount) => fen(yuan(amount)) === amount))
})

it.each(['', '1.234', '1,00', 'NaN', '1e3'])('"%s" is no amount', (text) =>
  expect(() => fen(text)).toThrow(RangeError),
)

it.each([
  [40000, '肆佰圆整'],
  [50000, '伍佰圆整'],
  [10005, '壹佰圆零伍分'],
])('%i fen in capitals is %s', (amount, text) => expect(chineseCapitals(amount)).toBe(text))

it('the manual’s prices: certificate 300 a year, UKEY 100, seal 100', () => {
  expect(totalFen(price(application, []))).toBe(400_00)
  expect(totalFen(price(application, ['seal']))).toBe(500_00)
  expect(totalFen(price(application, ['seal', 'seal']))).toBe(500_00)
})
