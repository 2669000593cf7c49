import { describe, expect, it } from 'vitest'
import { isSameHolder, judgeReceipt, orderNoInMemo, remittanceReference } from './remittance.ts'

const no = '20261124-000017'
const reference = remittanceReference(no)

describe('the reference of a remittance', () => {
  it('is digits only, those of the order and two check digits', () => {
    expect(reference).toMatch(/^20261124000017\d\d$/)
  })

  it.each([
    ['alone', reference],
    ['after words', `补办证书款${reference}`],
    ['between words', `订单 ${reference} 请查收`],
    ['in groups', `${reference.slice(0, 8)} ${reference.slice(8, 14)}-${reference.slice(14)}`],
    [
      'in full-width digits',
      [...reference].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['beside another number', `发票0012 ${reference}`],
  ])('is found %s', (_, memo) => {
    expect(orderNoInMemo(memo)).toBe(no)
  })

  it('is not found when one digit is wrong or two are swapped', () => {
    for (let at = 0; at < reference.length; at++) {
      const wrong = String((Number(reference[at]) + 1) % 10)
      expect(orderNoInMemo(reference.slice(0, at) + wrong + reference.slice(at + 1))).toBeUndefined()
      const [a = '', b = ''] = [reference[at], reference[at + 1]]
      if (!b || a === b) continue
      expect(orderNoInMemo(reference.slice(0, at) + b + a + reference.slice(at + 2))).toBeUndefined()
    }
  })

  it.each(['', '补办', '123456', '20261124-000017', '6225880000000000444'])(
    'is not found in “%s”',
    (memo) => {
      expect(orderNoInMemo(memo)).toBeUndefined()
    },
  )
})

describe('the payer', () => {
  it.each([
    ['示例科技（北京）有限公司', '示例科技(北京)有限公司', true],
    ['示例科技（北京）有限公司', ' 示例科技 （北京）有限公司 ', true],
    ['Example Ltd.', 'EXAMPLE LTD', true],
    ['示例科技（北京）有限公司', '王建国', false],
    ['示例科技（北京）有限公司', '示例科技（上海）有限公司', false],
    ['', '', false],
  ])('“%s” and “%s”: the same is %s', (name, other, same) => {
    expect(isSameHolder(name, other)).toBe(same)
  })
})

describe('a receipt', () => {
  const payer = '示例科技（北京）有限公司'
  const open = { payer, totalFen: 10_000, receivedFen: 0, open: true }
  const accepted = (acceptedFen: number, surplusFen: number, missingFen: number) => ({
    verdict: 'accepted',
    acceptedFen,
    surplusFen,
    missingFen,
  })
  const suspense = (reason: string) => ({ verdict: 'suspense', reason })

  it.each([
    ['exact', 10_000, payer, open, accepted(10_000, 0, 0)],
    ['short', 9_900, payer, open, accepted(9_900, 0, 100)],
    ['the rest of a short one', 100, payer, { ...open, receivedFen: 9_900 }, accepted(100, 0, 0)],
    ['still short after two', 50, payer, { ...open, receivedFen: 9_900 }, accepted(50, 0, 50)],
    ['over', 10_050, payer, open, accepted(10_000, 50, 0)],
    ['over with the second', 200, payer, { ...open, receivedFen: 9_900 }, accepted(100, 100, 0)],
    ['twice', 10_000, payer, { ...open, receivedFen: 10_000 }, { verdict: 'surplus', surplusFen: 10_000 }],
    ['from a person', 10_000, '王建国', open, suspense('foreignPayer')],
    ['after the order closed', 10_000, payer, { ...open, open: false }, suspense('orderClosed')],
    ['from a person after the order closed', 1, '王建国', { ...open, open: false }, suspense('orderClosed')],
    ['for no order', 10_000, payer, undefined, suspense('unknownReference')],
  ])('%s', (_, amountFen, from, expected, verdict) => {
    expect(judgeReceipt({ amountFen, payer: from }, expected)).toEqual(verdict)
  })

  it('from a payer whom finance accepted counts like the holder’s own', () => {
    expect(judgeReceipt({ amountFen: 10_000, payer: '王建国' }, open, true)).toEqual(accepted(10_000, 0, 0))
    expect(judgeReceipt({ amountFen: 1, payer: '王建国' }, { ...open, open: false }, true)).toEqual(
      suspense('orderClosed'),
    )
  })

  it('never loses or makes money, whatever comes', () => {
    for (const amountFen of [1, 99, 9_999, 10_000, 10_001, 1_000_000]) {
      for (const receivedFen of [0, 1, 9_999, 10_000]) {
        const made = judgeReceipt({ amountFen, payer }, { ...open, receivedFen })
        const accepts = made.verdict === 'accepted' ? made.acceptedFen : 0
        const back = made.verdict === 'suspense' ? 0 : made.surplusFen
        expect(accepts + back).toBe(amountFen)
        expect(receivedFen + accepts).toBeLessThanOrEqual(open.totalFen)
      }
    }
  })
})
