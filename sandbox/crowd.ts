// Any number of organisations besides those on the page, for whoever needs many: number 17 is the same each time, and
// everything about it can be told from any of its numbers.
import { bankCard, residentId, uscc } from './check-digits.ts'
import type { Organisation } from './people.ts'

const SYLLABLES = '安博辰德恩福广海和嘉凯朗铭宁鹏启'
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const GIVEN = [
  '伟',
  '芳',
  '敏',
  '静',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '娟',
  '涛',
  '明',
  '超',
  '霞',
  '平',
  '晓东',
]
const NAME_LENGTH = 5
/** How many there are: as many as names of five syllables. */
export const CROWD = SYLLABLES.length ** NAME_LENGTH

const BORN_FROM = Date.UTC(1960, 0, 1)
const BIRTHDAYS = 14_000

/** Letters of a number in the base of an alphabet, so that no two numbers share them. */
const spelled = (index: number, alphabet: string) =>
  index
    .toString(alphabet.length)
    .padStart(NAME_LENGTH, '0')
    .replace(/./g, (digit) => alphabet.charAt(parseInt(digit, alphabet.length)))

const personName = (number: number) =>
  SURNAMES.charAt(number % SURNAMES.length) + GIVEN[Math.floor(number / SURNAMES.length) % GIVEN.length]

/** A resident ID of its own for each number. */
function idNumber(number: number): string {
  const born = new Date(BORN_FROM + (number % BIRTHDAYS) * 86_400_000).toISOString().slice(0, 10)
  const sequence = String(Math.floor(number / BIRTHDAYS)).padStart(3, '0')
  return residentId(`330106${born.replaceAll('-', '')}${sequence}`)
}

/** @throws RangeError when there is no such organisation. */
export function crowdOrganisation(index: number): Organisation {
  if (!(Number.isInteger(index) && index >= 0 && index < CROWD))
    throw new RangeError(`no organisation ${index}`)
  const digits = String(index).padStart(7, '0')
  const email = `office-${index}@crowd.example`
  return {
    name: `${spelled(index, SYLLABLES)}贸易（杭州）有限公司`,
    uscc: uscc(`91330106M${digits}`),
    status: '在营（开业）',
    legalRepresentative: {
      name: personName(2 * index),
      idNumber: idNumber(2 * index),
      phone: `1880${digits}`,
      bankCard: bankCard(`62284800${digits}000`),
    },
    operator: {
      name: personName(2 * index + 1),
      idNumber: idNumber(2 * index + 1),
      phone: `1890${digits}`,
      email,
    },
    address: { province: '浙江省', city: '杭州市', district: '西湖区', street: `众和路 ${index + 1} 号` },
    invoiceEmail: email,
    account: { bank: '示例银行杭州西湖支行', number: `330101${digits}000000` },
  }
}

const NUMBERS = [/^91330106M(\d{7})/, /^18[89]0(\d{7})$/, /^62284800(\d{7})000\d$/, /^330101(\d{7})000000$/]

/** The organisation that a USCC, phone, card or account number may belong to: whether it does, the asker compares. */
export function crowdMember(number: string): Organisation | undefined {
  const digits = NUMBERS.flatMap((shape) => shape.exec(number)?.[1] ?? [])[0]
  return digits !== undefined && Number(digits) < CROWD ? crowdOrganisation(Number(digits)) : undefined
}
