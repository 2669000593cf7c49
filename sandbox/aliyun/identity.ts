import { randomUUID } from 'node:crypto'
import { organisations, people } from '../people.ts'
import { settings } from '../settings.ts'

// cloudauth 2019-03-07 and dytnsapi 2020-02-17: what operators and the company registry know.

/** Three elements of a phone: 1 the same person, 2 not, 3 nobody has this number. */
export function mobile3MetaDetailVerify(parameters: Record<string, string>) {
  const { UserName, IdentifyNum, Mobile } = parameters
  const owner = people.find((person) => person.phone === Mobile)
  const same = owner?.name === UserName && owner?.idNumber === IdentifyNum
  const [BizCode, SubCode] = !owner ? ['3', '301'] : same ? ['1', '101'] : ['2', '201']
  return {
    RequestId: randomUUID(),
    Code: '200',
    Message: 'success',
    ResultObject: { BizCode, SubCode, IspName: 'CMCC' },
  }
}

/** Four facts of a company: name, USCC, legal representative's name and ID number. */
export function companyFourElementsVerification(parameters: Record<string, string>) {
  const { AuthCode, EpCertName, EpCertNo, LegalPersonCertName, LegalPersonCertNo } = parameters
  const RequestId = randomUUID()
  if (AuthCode !== settings.aliyun.registryAuthCode) {
    return { RequestId, Code: 'AuthCodeNotExist', Message: '授权码不存在' }
  }
  const company = organisations.find((organisation) => organisation.uscc === EpCertNo)
  const facts: Record<string, boolean> = {
    EpCertNo: company !== undefined,
    EpCertName: company?.name === EpCertName,
    LegalPersonCertName: company?.legalRepresentative.name === LegalPersonCertName,
    LegalPersonCertNo: company?.legalRepresentative.idNumber === LegalPersonCertNo,
  }
  const InconsistentData = company ? Object.keys(facts).filter((fact) => !facts[fact]) : ['EpCertNo']
  return {
    RequestId,
    Code: 'OK',
    Message: 'OK',
    Data: {
      VerifyResult: String(InconsistentData.length === 0),
      ReasonCode: !company ? '2' : InconsistentData.length === 0 ? '0' : '1',
      InconsistentData,
      DetailInfo: company ? { EnterpriseStatus: company.status, OpenTime: '2019-05-20/长期' } : null,
    },
  }
}
