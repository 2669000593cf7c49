// Company data as clerks keep and send them (开票信息): a fact a line, label and value. Read into fields of the form.
import { idTypeWords } from '#lib/words.ts'

/** Labels by the fields they fill, in the plain form of `plainLabel`. */
const labels: Record<string, string[]> = {
  'organisation.name': [
    '单位名称',
    '名称',
    '公司名称',
    '企业名称',
    '发票抬头',
    '抬头',
    'organisation',
    'company',
  ],
  'organisation.uscc': ['统一社会信用代码', '信用代码', '税号', '纳税人识别号', 'uscc', 'taxnumber'],
  'legalRepresentative.name': ['法定代表人', '法定代表人姓名', '法人', '法人姓名', 'legalrepresentative'],
  'legalRepresentative.idType': ['法定代表人证件类型', '法人证件类型', 'legalrepresentativeidtype'],
  'legalRepresentative.idNumber': [
    '法定代表人证件号码',
    '法定代表人身份证号',
    '法人身份证号',
    '法人证件号码',
    'legalrepresentativeidnumber',
  ],
  'legalRepresentative.phone': ['法定代表人手机号', '法人手机号', '法人手机', 'legalrepresentativephone'],
  'operator.name': ['经办人', '经办人姓名', 'operator'],
  'operator.idNumber': ['经办人身份证号', '经办人证件号码', 'operatoridnumber'],
  'operator.phone': ['经办人手机号', '经办人手机', '经办人电话', 'operatorphone'],
  'operator.email': ['经办人邮箱', '经办人电子邮箱', 'operatoremail'],
  'invoice.email': ['收票邮箱', '发票邮箱', '接收发票的邮箱', 'invoiceemail'],
  'invoice.address': ['注册地址', '地址', 'registeredaddress'],
  'invoice.phone': ['注册电话', '电话', 'registeredphone'],
  'invoice.bank': ['开户银行', '开户行', 'bank'],
  'invoice.account': ['银行账号', '账号', '账户', 'account'],
  'delivery.name': ['收件人', 'recipient'],
  'delivery.phone': ['收件人手机号', '收件人电话', '收件电话', 'recipientphone'],
  'delivery.province': ['省份', '省', 'province'],
  'delivery.city': ['城市', '市', 'city'],
  'delivery.district': ['区县', '区', 'district'],
  'delivery.street': ['详细地址', '收件地址', '邮寄地址', 'street'],
}
/** Two facts in one line, as the data sheet for VAT invoices has them. */
const pairs: Record<string, [fields: [string, string], parts: RegExp]> = {
  地址电话: [['invoice.address', 'invoice.phone'], /^(.*?)[\s,，;；]*((?:0\d{2,3}-?)?\d{7,11})$/],
  开户行及账号: [['invoice.bank', 'invoice.account'], /^(.*?)[\s,，:：]*(\d[\d\s-]{7,})$/],
}
const fieldOf = new Map(
  Object.entries(labels).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
)

const plainLabel = (label: string) =>
  label
    .normalize('NFKC')
    .replace(/\(.*?\)|[\s、,.·*]/g, '')
    .replace('银行及', '行及')
    .toLowerCase()

const idTypeCalled = (words: string) =>
  Object.entries(idTypeWords).find(([type, word]) => type === words || word() === words)?.[0]

/** The corporate account proves the organisation, too (manual 1, 注). */
const alsoFills: Record<string, string> = {
  'invoice.bank': 'proofing.bank',
  'invoice.account': 'proofing.account',
}

/** Gives what each field would get, by its dotted path, and the lines in which nothing was recognised. */
export function readCompanyData(text: string): { fields: Map<string, string>; unknown: string[] } {
  const fields = new Map<string, string>()
  const unknown: string[] = []
  const take = (field: string, value: string) => {
    fields.set(field, value)
    const other = alsoFills[field]
    if (other) fields.set(other, value)
  }
  for (const line of text.split(/\r?\n/).map((typed) => typed.trim())) {
    if (!line) continue
    const [, label = '', typed = ''] = /^(.+?)\s*[:：\t]\s*(.+)$/.exec(line) ?? []
    const name = plainLabel(label)
    const [both, parts] = pairs[name] ?? []
    const found = parts?.exec(typed)
    const field = fieldOf.get(name)
    const value = field === 'legalRepresentative.idType' ? idTypeCalled(typed) : typed
    if (both && found) both.forEach((part, index) => take(part, found[index + 1]!.trim()))
    else if (field && value) take(field, value)
    else unknown.push(line)
  }
  return { fields, unknown }
}
