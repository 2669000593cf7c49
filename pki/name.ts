import * as asn1 from 'asn1js'
import { AttributeTypeAndValue, RelativeDistinguishedNames } from 'pkijs'
import { explicit } from './der.ts'
import { oids } from './profiles.ts'

const COUNTRY = '2.5.4.6'
export const ORGANISATION = '2.5.4.10'
export const COMMON_NAME = '2.5.4.3'

/** Upper bound of RFC 5280, appendix A.1 (ub-organization-name, ub-common-name), in characters. */
const NAME_LIMIT = 64

function rdn(
  type: string,
  value: InstanceType<typeof asn1.Utf8String> | InstanceType<typeof asn1.PrintableString>,
) {
  return new AttributeTypeAndValue({ type, value })
}

/** One attribute an RDN: pkijs by itself would put all of them into a single, multi-valued one. */
function nameOf(attributes: AttributeTypeAndValue[]): RelativeDistinguishedNames {
  const sequence = new asn1.Sequence({
    value: attributes.map((attribute) => new asn1.Set({ value: [attribute.toSchema()] })),
  })
  return RelativeDistinguishedNames.fromBER(sequence.toBER(false))
}

/** The name of an organisation as subject. @throws RangeError when it does not fit. */
export function organisationName(organisation: { name: string; uscc: string }): RelativeDistinguishedNames {
  if ([...organisation.name].length > NAME_LIMIT)
    throw new RangeError('organisation name is longer than 64 characters')
  const name = organisation.name.normalize('NFC')
  return nameOf([
    // countryName is PrintableString always (RFC 5280, A.1).
    rdn(COUNTRY, new asn1.PrintableString({ value: 'CN' })),
    rdn(ORGANISATION, new asn1.Utf8String({ value: name })),
    // ETSI EN 319 412-1, 5.1.4: national trade register, country, number.
    rdn(oids.organizationIdentifier, new asn1.Utf8String({ value: `NTRCN-${organisation.uscc}` })),
    rdn(COMMON_NAME, new asn1.Utf8String({ value: name })),
  ])
}

/**
 * The name of a person as subject: their own, and the number that we gave them (db/holders.ts), never one of the state.
 * Which part of a Chinese name is the surname nobody can tell from it, so there is none.
 * @throws RangeError when it does not fit.
 */
export function personName(person: { name: string; holderNumber: string }): RelativeDistinguishedNames {
  if ([...person.name].length > NAME_LIMIT) throw new RangeError('name is longer than 64 characters')
  return nameOf([
    rdn(COUNTRY, new asn1.PrintableString({ value: 'CN' })),
    // PrintableString always (RFC 5280, A.1).
    rdn(oids.serialNumber, new asn1.PrintableString({ value: person.holderNumber })),
    rdn(COMMON_NAME, new asn1.Utf8String({ value: person.name.normalize('NFC') })),
  ])
}

/** The name of another system that works with ours by a program: the one it goes by here, and its client_id. */
export function clientName(client: { id: string; name: string }): RelativeDistinguishedNames {
  return nameOf([
    rdn(COUNTRY, new asn1.PrintableString({ value: 'CN' })),
    rdn(oids.serialNumber, new asn1.PrintableString({ value: client.id })),
    rdn(COMMON_NAME, new asn1.Utf8String({ value: client.name.normalize('NFC') })),
  ])
}

/** The name of one of our own CAs. */
export function authorityName(commonName: string): RelativeDistinguishedNames {
  return nameOf([
    rdn(COUNTRY, new asn1.PrintableString({ value: 'CN' })),
    rdn(ORGANISATION, new asn1.Utf8String({ value: 'Yinxin' })),
    rdn(COMMON_NAME, new asn1.Utf8String({ value: commonName })),
  ])
}

/** A name as GeneralName (RFC 5280, 4.2.1.6). */
export const directoryName = (name: RelativeDistinguishedNames) => explicit(4, name.toSchema())

/** A name as people read it: CN=…, O=…. */
export function readableName(name: RelativeDistinguishedNames): string {
  const short: Record<string, string> = {
    [COUNTRY]: 'C',
    [ORGANISATION]: 'O',
    [COMMON_NAME]: 'CN',
    [oids.serialNumber]: 'serialNumber',
    [oids.organizationIdentifier]: 'organizationIdentifier',
  }
  return name.typesAndValues
    .map(({ type, value }) => `${short[type] ?? type}=${value.valueBlock.value as string}`)
    .reverse()
    .join(', ')
}

/** How a person's certificate names them, as people read it. */
export const personSubject = (person: Parameters<typeof personName>[0]): string =>
  readableName(personName(person))

/** The first value of an attribute in a name, whatever kind of string it is. */
export function attributeOf(name: RelativeDistinguishedNames, type: string): string | undefined {
  const found = name.typesAndValues.find((attribute) => attribute.type === type)
  return found && String(found.value.valueBlock.value)
}
