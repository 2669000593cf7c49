// Who has which number: what registry, operators and banks are asked, of everybody who lives here.
import { crowdMember } from './crowd.ts'
import { organisations, residents, type Organisation, type Person, type Resident } from './people.ts'

/** The first organisation of which something holds, among those on the page and the one that a number leads to. */
function found(number: string, holds: (organisation: Organisation) => boolean): Organisation | undefined {
  const member = crowdMember(number)
  return organisations.find(holds) ?? (member && holds(member) ? member : undefined)
}

export const organisationOf = (uscc: string) => found(uscc, (organisation) => organisation.uscc === uscc)

/** By its corporate account, or by the card of its legal representative. */
export const organisationOfAccount = (number: string) =>
  found(number, ({ account, legalRepresentative: legal }) =>
    [account.number, legal.bankCard].includes(number),
  )

/** Somebody who applies for themselves, by any number of theirs. */
export const residentOf = (number: string): Resident | undefined =>
  residents.find(({ idNumber, phone, bankCard }) => [idNumber, phone, bankCard].includes(number))

/** Whose personal card it is. */
export function cardHolderOf(card: string): (Person & { bankCard: string }) | undefined {
  const holder = organisationOfAccount(card)?.legalRepresentative ?? residentOf(card)
  return holder?.bankCard === card ? holder : undefined
}

/** The owner of a phone, if anybody has it. */
export function ownerOf(phone: string): Person | undefined {
  const resident = residents.find((person) => person.phone === phone)
  if (resident) return resident
  const persons = ({ legalRepresentative, operator }: Organisation) => [legalRepresentative, operator]
  const has = (person: Person) => person.phone === phone
  const organisation = found(phone, (candidate) => persons(candidate).some(has))
  return organisation && persons(organisation).find(has)
}

/** Everything by which an organisation and its people are known: names, numbers, phones, addresses. */
export function marksOf({
  uscc,
  name,
  legalRepresentative: legal,
  operator,
  invoiceEmail,
  account,
}: Organisation): string[] {
  const ofPeople = [legal.phone, legal.bankCard, operator.phone, operator.email]
  return [uscc, name, invoiceEmail, account.number, ...ofPeople]
}

/** The organisation that is known by a mark. */
export const organisationMarked = (mark: string) =>
  found(mark, (organisation) => marksOf(organisation).includes(mark))
