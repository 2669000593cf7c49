import { kinds, type OrderKind } from './kinds/kinds.ts'
import type { QueryPurpose } from './verification-codes.ts'

/** What a 1-cent transfer is for. */
export type TransferPurpose = 'proofing' | 'password' | QueryPurpose

const queryCodes: Partial<Record<TransferPurpose, string>> = {
  orderQuery: '订单查询验证码',
  holder: '证书挂失补办验证码',
} satisfies Record<QueryPurpose, string>

/** What the code in a memo is called. */
function codeName(purpose: TransferPurpose, kind: OrderKind): string {
  return queryCodes[purpose] ?? kinds[kind].depositCode ?? '验证码'
}

/** What stands in the memo (附言) of the 1-cent transfer of such an order; a bank takes 62 characters. */
export function depositMemo(
  purpose: TransferPurpose,
  kind: OrderKind,
  { code, password }: { code?: string; password?: string },
): string {
  const secrets = [
    ...(code ? [`${codeName(purpose, kind)}${code}`] : []),
    ...(password ? [`证书密码${password}`] : []),
  ]
  return `${secrets.join('，')}，仅限本单位使用`
}
