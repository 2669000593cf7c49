import { expect, it } from 'vitest'
import { readCompanyData } from './company-data.ts'

const read = (text: string) => Object.fromEntries(readCompanyData(text).fields)

it('a fact a line is read, whatever the colon, spaces and brackets of its label', () => {
  expect(read('单位名称：示例科技\r\n 税 号（必填）: 9111 \n\n经办人 : 李梅')).toEqual({
    'organisation.name': '示例科技',
    'organisation.uscc': '9111',
    'operator.name': '李梅',
  })
})

it('the data sheet for invoices has two facts in a line', () => {
  expect(
    read('地址、电话：北京市海淀区示例路 9 号 010-12345678\n开户行及账号：示例银行海淀支行 0200 0012 3456'),
  ).toEqual({
    'invoice.address': '北京市海淀区示例路 9 号',
    'invoice.phone': '010-12345678',
    'invoice.bank': '示例银行海淀支行',
    'invoice.account': '0200 0012 3456',
    'proofing.bank': '示例银行海淀支行',
    'proofing.account': '0200 0012 3456',
  })
})

it('a kind of document is read by its name, one that is none is not taken', () => {
  expect(read('法定代表人证件类型：护照')).toEqual({ 'legalRepresentative.idType': 'passport' })
  expect(readCompanyData('法定代表人证件类型：会员卡').unknown).toEqual(['法定代表人证件类型：会员卡'])
})

it('what is not recognised is given back, and nothing is guessed from it', () => {
  expect(readCompanyData('您好！\n传真：123\n单位名称：').unknown).toEqual([
    '您好！',
    '传真：123',
    '单位名称：',
  ])
})
