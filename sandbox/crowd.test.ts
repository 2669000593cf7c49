import { describe, expect, it } from 'vitest'
import { checkApplicationForm } from '../domain/application-form.ts'
import { checkUscc, isBankCard } from '../domain/identifiers.ts'
import { CROWD, crowdOrganisation } from './crowd.ts'
import { organisations } from './people.ts'
import { organisationOf, organisationOfAccount, ownerOf } from './registry.ts'

const some = [0, 1, 499, 14_000, 70_001, CROWD - 1].map(crowdOrganisation)

describe('the crowd', () => {
  it.each(some)('$name fills in a form that is accepted', (organisation) => {
    const { name, uscc, legalRepresentative, operator, address, invoiceEmail: email } = organisation
    const form = {
      organisation: { name, uscc },
      legalRepresentative,
      operator,
      proofing: { method: 'legalRepPhone' },
      invoice: { email },
      delivery: { name: operator.name, phone: operator.phone, ...address },
      agreement: { accepted: true, cpsVersion: '1.0' },
    }
    expect(checkApplicationForm(form, 'organisationUkey')).toMatchObject({ complete: true })
    expect(checkUscc(uscc)).toBe('valid')
    expect(isBankCard(legalRepresentative.bankCard)).toBe(true)
  })

  it('shares nothing: ten thousand names, numbers, phones', () => {
    const many = [
      ...organisations,
      ...Array.from({ length: 10_000 }, (_, index) => crowdOrganisation(index * 100)),
    ]
    for (const of of [
      ({ name }: (typeof many)[0]) => [name],
      ({ uscc }: (typeof many)[0]) => [uscc],
      ({ account, legalRepresentative: legal }: (typeof many)[0]) => [account.number, legal.bankCard],
      ({ legalRepresentative: legal, operator }: (typeof many)[0]) => [legal.phone, operator.phone],
      ({ legalRepresentative: legal, operator }: (typeof many)[0]) => [legal.idNumber, operator.idNumber],
    ]) {
      const all = many.flatMap(of)
      expect(new Set(all).size).toBe(all.length)
    }
  })

  it.each([...organisations, ...some])('is known by each of its numbers: $name', (organisation) => {
    const { uscc, account, legalRepresentative: legal, operator } = organisation
    expect(organisationOf(uscc)).toEqual(organisation)
    expect(organisationOfAccount(account.number)).toEqual(organisation)
    expect(organisationOfAccount(legal.bankCard)).toEqual(organisation)
    expect(ownerOf(legal.phone)).toEqual(legal)
    expect(ownerOf(operator.phone)).toEqual(operator)
  })

  it('knows nobody by a number that only looks like one of theirs', () => {
    const { uscc, legalRepresentative: legal } = some[0]!
    const other = (number: string) => number.slice(0, -1) + (number.endsWith('1') ? '2' : '1')
    expect(organisationOf(other(uscc))).toBeUndefined()
    expect(organisationOfAccount(other(legal.bankCard))).toBeUndefined()
    expect(ownerOf('18809999999')).toBeUndefined()
  })
})
