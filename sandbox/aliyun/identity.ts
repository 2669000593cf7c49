import { randomUUID } from 'node:crypto'
import { registeredName } from '../registered-names.ts'
import { cardHolderOf, organisationOf, ownerOf } from '../registry.ts'
import { settings } from '../settings.ts'

// cloudauth 2019-03-07 and dytnsapi 2020-02-17: what operators, banks and the company registry know.

type Parameters = Record<string, string>

const checked = (ResultObject: object) => ({
  RequestId: randomUUID(),
  Code: '200',
  Message: 'success',
  ResultObject,
})

/** Refusal of a call that lacks a parameter or asks for what this account did not order. */
function refusal(parameters: Parameters, names: string[]) {
  const refuse = (Code: string, Message: string) => ({ RequestId: randomUUID(), Code, Message })
  if (names.some((name) => !parameters[name])) return refuse('400', '参数不能为空')
  if (parameters.ParamType !== 'normal') return refuse('401', '参数非法')
  return undefined
}

/** Three elements of a phone. BizCode: 1 the same person, 2 not, 3 nobody has this number. */
export function mobile3MetaDetailVerify(parameters: Parameters) {
  const { UserName, IdentifyNum, Mobile } = parameters
  const refused = refusal(parameters, ['UserName', 'IdentifyNum', 'Mobile'])
  if (refused) return refused
  const owner = ownerOf(Mobile!)
  if (!owner) return checked({ BizCode: '3', SubCode: '301' })
  const name = owner.name === UserName
  const id = owner.idNumber === IdentifyNum
  const IspName = 'CMCC'
  if (name && id) return checked({ BizCode: '1', SubCode: '101', IspName })
  return checked({ BizCode: '2', SubCode: name ? '202' : id ? '203' : '201', IspName })
}

/** Elements of a personal bank card: number and name, with the ID number (3), with the phone kept at the bank (4). */
export function bankMetaVerify(parameters: Parameters) {
  const { BankCard, UserName, IdentifyNum, Mobile, ProductType = '' } = parameters
  const facts = {
    BANK_CARD_2_META: ['BankCard', 'UserName'],
    BANK_CARD_3_META: ['BankCard', 'UserName', 'IdentifyNum'],
    BANK_CARD_4_META: ['BankCard', 'UserName', 'IdentifyNum', 'Mobile'],
  }[ProductType]
  const refused = refusal(parameters, facts ?? ['ProductType of this service'])
  if (refused) return refused
  const holder = cardHolderOf(BankCard!)
  if (!holder) return checked({ BizCode: '3', SubCode: '301' })
  const same =
    holder.name === UserName &&
    (!facts?.includes('IdentifyNum') || holder.idNumber === IdentifyNum) &&
    (!facts?.includes('Mobile') || holder.phone === Mobile)
  return checked(same ? { BizCode: '1', SubCode: '101' } : { BizCode: '2', SubCode: '201' })
}

/**
 * Four facts of a company: name, USCC, legal representative's name and ID number. ReasonCode: 0 all agree, 1 agree
 * but the company is not active, 2 the legal representative is another, 3 the name is another, 4 no such company.
 */
export function companyFourElementsVerification(parameters: Parameters) {
  const { AuthCode, EpCertName, EpCertNo, LegalPersonCertName, LegalPersonCertNo } = parameters
  const RequestId = randomUUID()
  if (AuthCode !== settings.aliyun.registryAuthCode) {
    return { RequestId, Code: 'AuthCodeNotExist', Message: '授权码不存在' }
  }
  const answer = (ReasonCode: number, InconsistentData: string[], DetailInfo: object | null) => ({
    RequestId,
    Code: 'OK',
    Message: 'OK',
    Data: { VerifyResult: String(ReasonCode === 0), ReasonCode, InconsistentData, DetailInfo },
  })
  const company = organisationOf(EpCertNo ?? '')
  if (!company) return answer(4, ['EpCertNo'], null)
  const { status, legalRepresentative: legal } = company
  const facts = {
    EpCertName: registeredName(company) === EpCertName,
    LegalPersonCertName: legal.name === LegalPersonCertName,
    LegalPersonCertNo: legal.idNumber === LegalPersonCertNo,
  }
  const wrong = Object.entries(facts).flatMap(([fact, agrees]) => (agrees ? [] : [fact]))
  const active = status.startsWith('在营')
  const reason = wrong.includes('EpCertName') ? 3 : wrong.length > 0 ? 2 : active ? 0 : 1
  return answer(reason, wrong, {
    EnterpriseStatus: status,
    OpenTime: active ? '2019-05-20/2049-05-19' : '2019-05-20/2024-03-31',
  })
}
