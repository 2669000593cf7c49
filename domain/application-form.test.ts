import { describe, expect, it } from 'vitest'
import { checkApplicationForm, holderName, plainForm, proofedFacts } from './application-form.ts'

const checked = (typed: unknown) => checkApplicationForm(typed, 'organisationUkey')

const typed = {
  organisation: { name: '示例科技（北京）有限公司', uscc: ' 91350100m000100y43 ' },
  legalRepresentative: { name: '王建国', idNumber: '11010519491231002x', phone: '13800000001' },
  operator: { name: '李梅', idNumber: '11010519491231002X', phone: '13800000002', email: 'limei@example.cn' },
  proofing: { method: 'legalRepPhone' },
  invoice: { email: 'fapiao@example.cn' },
  delivery: {
    name: '李梅',
    phone: '13800000002',
    province: '北京市',
    city: '北京市',
    street: '中关村大街 1 号',
  },
  agreement: { accepted: true, cpsVersion: '1.0' },
}

describe('application form', () => {
  it('is normalised when complete', () => {
    const check = checked(typed)
    expect(check.complete && check.form.organisation?.uscc).toBe('91350100M000100Y43')
    expect(check.complete && check.form.legalRepresentative.idNumber).toBe('11010519491231002X')
  })

  it.each([
    ['legalRepPhone', ['legalRepresentative.phone']],
    ['legalRepBankCard', ['legalRepresentative.phone', 'proofing.bankCard', 'proofing.cardConsent']],
    ['microDeposit', ['proofing.bank', 'proofing.account']],
  ])('names what %s needs together with all else that is missing', (method, needed) => {
    const check = checked({ organisation: {}, operator: {}, legalRepresentative: {}, proofing: { method } })
    const fields = check.complete ? [] : check.problems.map(({ field }) => field)
    expect(fields).toEqual(expect.arrayContaining(['organisation.name', 'operator.phone', ...needed]))
    expect(new Set(fields).size).toBe(fields.length)
  })

  it('names every missing field of an empty form, once', () => {
    const check = checked({
      organisation: {},
      operator: {},
      legalRepresentative: {},
      invoice: {},
      delivery: {},
    })
    const fields = check.complete ? [] : check.problems.map((problem) => problem.field)
    expect(fields).toContain('organisation.uscc')
    expect(fields).toContain('operator.email')
    expect(fields).toContain('agreement')
    expect(new Set(fields).size).toBe(fields.length)
  })

  it.each([
    ['operator.phone', { ...typed, operator: { ...typed.operator, phone: '12345' } }, 'mobile'],
    ['operator.email', { ...typed, operator: { ...typed.operator, email: 'nobody' } }, 'email'],
    ['organisation.uscc', { ...typed, organisation: { ...typed.organisation, uscc: '123' } }, 'uscc'],
    [
      'legalRepresentative.idNumber',
      { ...typed, legalRepresentative: { ...typed.legalRepresentative, idNumber: '11010519491231002' } },
      'residentId',
    ],
    ['agreement.accepted', { ...typed, agreement: { accepted: false, cpsVersion: '1.0' } }, 'agreement'],
    [
      'legalRepresentative.name',
      { ...typed, legalRepresentative: { ...typed.legalRepresentative, name: '' } },
      'required',
    ],
  ])('says at %s what is wrong', (field, form, problem) => {
    const check = checked(form)
    expect(check.complete ? [] : check.problems).toEqual([{ field, problem }])
  })

  it.each([
    ...[
      '李〇',
      '古丽米热•艾布力',
      'བསྟན་འཛིན',
      'Jose\u0301 Li',
      'O’Brien',
      '李　梅',
      '𠮷野',
      'ئابدۇللا',
      'ꀀꀁ',
    ],
    ...['李梅\u3164', '李\n梅'],
  ])('%j is a name', (name) => {
    expect(checked({ ...typed, operator: { ...typed.operator, name } }).complete).toBe(true)
  })

  it.each(['\u3164', '李梅3', '· ·', '<b>', '⠀'])('%j is no name', (name) => {
    expect(checked({ ...typed, operator: { ...typed.operator, name } }).complete).toBe(false)
  })

  it.each(['limei@例子.公司', 'limei@xn--fsqu00a.xn--55qx5d', 'limei@example.xn--fiqs8s'])(
    '%s is an address of mail',
    (email) => {
      expect(checked({ ...typed, operator: { ...typed.operator, email } }).complete).toBe(true)
    },
  )

  it.each(['limei@公司', 'limei@例子 公司', 'a..b@example.cn', '@example.cn', 'a@-.cn'])(
    '%s is no address of mail',
    (email) => {
      expect(checked({ ...typed, operator: { ...typed.operator, email } }).complete).toBe(false)
    },
  )

  it('is kept with what is right in its plain form, and what is not yet as it was typed, without what is not asked', () => {
    const operator = { name: '李梅', phone: '+86 138 0000', idNumber: '110105 19491231 002x' }
    const legalRepresentative = { phone: '138 0000 0001' }
    expect(plainForm({ operator, legalRepresentative, person: {}, options: [] }, 'organisationUkey')).toEqual(
      {
        operator: { ...operator, idNumber: '11010519491231002X' },
        legalRepresentative: { phone: '13800000001' },
        options: [],
      },
    )
  })

  it('a proof is void when the legal representative changes, not when the mailing address does', () => {
    const facts = (form: unknown) => {
      const check = checked(form)
      return check.complete ? proofedFacts(check.form) : ''
    }
    expect(facts({ ...typed, delivery: { ...typed.delivery, street: '别处 2 号' } })).toBe(facts(typed))
    expect(
      facts({ ...typed, legalRepresentative: { ...typed.legalRepresentative, phone: '13800000009' } }),
    ).not.toBe(facts(typed))
  })

  const legal = typed.legalRepresentative
  it.each([
    ['phone', {}, []],
    [
      'phone, without one',
      { legalRepresentative: { ...legal, phone: '' } },
      ['legalRepresentative.phone required'],
    ],
    [
      'bank card',
      { proofing: { method: 'legalRepBankCard', bankCard: '6215582201003818703', cardConsent: '1.0' } },
      [],
    ],
    [
      'bank card without consent of its own',
      { proofing: { method: 'legalRepBankCard', bankCard: '6215582201003818703' } },
      ['proofing.cardConsent cardConsent'],
    ],
    [
      'bank card with a wrong digit',
      { proofing: { method: 'legalRepBankCard', bankCard: '6215582201003818704', cardConsent: '1.0' } },
      ['proofing.bankCard bankCard'],
    ],
    [
      'transfer, without a phone',
      {
        legalRepresentative: { ...legal, phone: '' },
        proofing: { method: 'microDeposit', bank: '示例银行', account: '0200001234567890123' },
      },
      [],
    ],
    [
      'transfer to an account that is none',
      { proofing: { method: 'microDeposit', bank: '', account: '123' } },
      ['proofing.bank required', 'proofing.account corporateAccount'],
    ],
    [
      'passport by transfer',
      {
        legalRepresentative: { ...legal, idType: 'passport', idNumber: 'e12345678' },
        proofing: { method: 'microDeposit', bank: '示例银行', account: '02000012345678' },
      },
      [],
    ],
    [
      'passport by phone',
      { legalRepresentative: { ...legal, idType: 'passport', idNumber: 'E12345678' } },
      ['proofing.method methodNotOffered'],
    ],
  ])('the way of proofing asks for what it needs: %s', (_, change, expected) => {
    const check = checked({ ...typed, ...change })
    expect(check.complete ? [] : check.problems.map(({ field, problem }) => `${field} ${problem}`)).toEqual(
      expected,
    )
  })
})

describe('the form of a person', () => {
  const person = {
    name: '王建国',
    idNumber: '11010519491231002x',
    phone: '13800000001',
    email: 'w@example.cn',
  }
  const { delivery, agreement } = typed
  const form = { person, proofing: { method: 'ownPhone' }, invoice: { email: 'w@example.cn' }, agreement }

  it('names the person once, who acts and is proved', () => {
    const check = checkApplicationForm({ ...form, delivery }, 'personUkey')
    const given = { ...person, idNumber: '11010519491231002X' }
    expect(check).toMatchObject({
      complete: true,
      form: { operator: given, legalRepresentative: { idType: 'residentId', phone: given.phone } },
    })
    expect(check.complete && check.form.organisation).toBeUndefined()
    expect(check.complete && holderName(check.form)).toBe('王建国')
  })

  it.each([
    ['ownPhone', { person: { ...person, phone: '' } }, 'person.phone', 'required'],
    ['ownPhone', { person: { ...person, idNumber: 'E12345678' } }, 'person.idNumber', 'residentId'],
    ['ownBankCard', {}, 'proofing.bankCard', 'required'],
    ['microDeposit', {}, 'proofing.method', 'methodNotOffered'],
    ['legalRepPhone', {}, 'proofing.method', 'methodNotOffered'],
  ])('is refused by %s with %j at %s', (method, change, field, problem) => {
    const check = checkApplicationForm({ ...form, proofing: { method }, ...change }, 'personHostedBidding')
    expect(!check.complete && check.problems).toContainEqual({ field, problem })
  })

  it('an organisation’s ways are its own', () => {
    const check = checked({ ...typed, proofing: { method: 'ownPhone' } })
    expect(!check.complete && check.problems).toEqual([
      { field: 'proofing.method', problem: 'methodNotOffered' },
    ])
  })
})
