import type { Language } from './plugins/language.ts'

// What a person reads at a field. Keys are those of domain/application-form.ts and of identity proofing.

const messages: Record<string, Record<Language, string>> = {
  required: { zh: '请填写', en: 'Required' },
  tooLong: { zh: '内容过长', en: 'Too long' },
  uscc: {
    zh: '请填写 18 位统一社会信用代码',
    en: 'Enter the 18 characters of the unified social credit code',
  },
  usccDoubtful: {
    zh: '校验位不符，请与营业执照核对；如确认无误可继续',
    en: 'The check character does not match. Compare with the licence; you may go on if it is right',
  },
  mobile: { zh: '请填写 11 位手机号码', en: 'Enter a mainland mobile number of 11 digits' },
  email: { zh: '请填写有效的电子邮箱', en: 'Enter a valid mail address' },
  residentId: { zh: '身份证号码有误，请核对', en: 'This is no valid resident identity number' },
  idNumber: { zh: '证件号码有误，请核对', en: 'This is no valid number of such a document' },
  bankCard: { zh: '银行卡号有误，请核对', en: 'This is no valid bank card number' },
  corporateAccount: { zh: '对公账号为 8 至 32 位数字', en: 'A corporate account has 8 to 32 digits' },
  methodNotOffered: {
    zh: '非居民身份证的法定代表人只能使用对公账户打款认证',
    en: 'Without a resident identity card only the transfer to the corporate account is possible',
  },
  personName: { zh: '姓名只能包含文字和间隔号', en: 'A name has letters and dots only' },
  digits: { zh: '只能填写数字', en: 'Digits only' },
  agreement: {
    zh: '请阅读并同意最新的电子认证业务规则',
    en: 'Read and accept the current practice statement',
  },
  mismatch: { zh: '与登记信息不一致', en: 'Does not agree with the register' },
  inactive: { zh: '该单位登记状态异常', en: 'The register does not show this organisation as active' },
  serial: {
    zh: '序列号由 8 至 40 位十六进制字符组成',
    en: 'A serial number has 8 to 40 hexadecimal characters',
  },
  inTheFuture: { zh: '不能晚于当前时间', en: 'Not in the future' },
  reason: { zh: '该原因不适用', en: 'This reason does not apply here' },
  missing: { zh: '请上传', en: 'Upload this document' },
}

const fallback: Record<Language, string> = { zh: '格式不正确', en: 'Not valid' }

/** The sentence for the key of a field's problem. */
export function fieldMessage(problem: string, language: Language): string {
  return (messages[problem] ?? fallback)[language]
}
