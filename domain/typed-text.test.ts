import { describe, expect, it } from 'vitest'
import {
  asciiEmail,
  hasControlCharacters,
  plainCode,
  plainEmail,
  plainLine,
  plainMobile,
  plainName,
  plainOrganisation,
  plainSerial,
} from './typed-text.ts'

/** What is read, however it is typed; and reading what was read changes nothing. */
function reads(read: (typed: string) => string, plain: string, typed: string[]) {
  it.each(typed)(`%j is ${plain}`, (text) => expect(read(text)).toBe(plain))
  it(`${plain} stays as it is`, () => expect(read(plain)).toBe(plain))
}

describe('a mobile number', () => {
  reads(plainMobile, '13800000002', [
    '138 0000 0002',
    '138-0000-0002',
    '138–0000—0002',
    '+8613800000002',
    '(+86) 138 0000 0002',
    '0086 13800000002',
    '86 13800000002',
    '\u202d13800000002\u202c',
    '138\u00a00000\u00a00002',
    '１３８０００００００２',
  ])
})

describe('a code', () => {
  reads(plainCode, '91110108MA01ABCD5T', [
    '9111 0108 MA01 ABCD 5T',
    '\u200b91110108MA01ABCD5T',
    '９１１１０１０８ＭＡ０１ＡＢＣＤ５Ｔ',
    '91110108ma01abcd5t',
  ])
  reads(plainCode, '11010519491231002X', [
    '110105 19491231 002X',
    '11010519491231002Ｘ',
    '11010519491231002x',
  ])
  reads(plainCode, '0200001234567890124', ['0200 0012 3456 7890 124', '0200-0012-3456-7890-124'])
})

describe('a serial number', () => {
  reads(plainSerial, '5e56872fa59a6a7c29e44aef8367cb66', [
    '\u200e5e 56 87 2f a5 9a 6a 7c 29 e4 4a ef 83 67 cb 66',
    '5E:56:87:2F:A5:9A:6A:7C:29:E4:4A:EF:83:67:CB:66',
    '0x005e56872fa59a6a7c29e44aef8367cb66',
  ])
})

describe('a name', () => {
  reads(plainName, '古丽米热·艾布力', [
    '古丽米热•艾布力',
    '古丽米热・艾布力',
    '古丽米热‧艾布力',
    '古丽米热．艾布力',
    '古丽米热.艾布力',
    '古丽米热 · 艾布力',
  ])
  reads(plainName, '李梅', ['李梅\u3164', '李梅\u200b', '李\u202e梅', ' 李梅　'])
  reads(plainName, 'José Li', ['Jose\u0301  Li'])
  reads(plainName, 'J. R. Li', [])
  reads(plainName, '李　梅', [])
  reads(plainName, '', ['\u3164', '\u200b \ufeff'])
})

describe('an organisation', () => {
  reads(plainOrganisation, '远洋咨询（广州）有限公司', [
    '远洋咨询(广州)有限公司',
    '远洋咨询 (广州) 有限公司',
    '远洋咨询（广州)有限公司',
  ])
  reads(plainOrganisation, 'Example (China) Ltd', ['Example (China)  Ltd'])
})

describe('a mail address', () => {
  reads(plainEmail, 'Limei@example.cn', [' Limei@EXAMPLE.cn ', 'Limei＠example．cn', 'Limei@example。cn'])
  reads(plainEmail, 'limei@例子.公司', ['limei@例子。公司'])
  it.each([
    ['limei@例子.公司', 'limei@xn--fsqu00a.xn--55qx5d'],
    ['limei@example.cn', 'limei@example.cn'],
    ['nobody', 'nobody'],
    ['a@b/c', 'a@b/c'],
  ])('%s goes out as %s', (address, ascii) => expect(asciiEmail(address)).toBe(ascii))
})

it('a line has one space where white space was', () => expect(plainLine(' a \t\r\n b\u00a0 ')).toBe('a b'))

it.each([
  ['\0', true],
  ['a\x1bb', true],
  ['\x85', true],
  ['\ud800', true],
  ['\u{20bb7}田\r\n\t😀', false],
])('%j holds control characters: %s', (text, held) => expect(hasControlCharacters(text)).toBe(held))
