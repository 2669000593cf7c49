import { yuan } from './money.ts'
import type { PriceItem, PriceItemId } from './products.ts'

// What stands on the invoice: goods code of the tax administration's catalogue, name, tax rate. Prices include tax.

const GOODS: Record<PriceItemId, { name: string; code: string; taxRate: string }> = {
  certificateYear: { name: '*信息技术服务*数字证书服务费', code: '3040203000000000000', taxRate: '0.06' },
  token: { name: '*计算机外部设备*智能密码钥匙', code: '1090512990000000000', taxRate: '0.13' },
  seal: { name: '*信息技术服务*电子签章制作费', code: '3040203000000000000', taxRate: '0.06' },
}

/** Invoice lines of an order in the tax platform's words; amounts in yuan, tax included. */
export function invoiceLines(items: readonly PriceItem[]) {
  return items.map(({ item, quantity, unitFen }) => ({
    goodsName: GOODS[item].name,
    goodsCode: GOODS[item].code,
    num: String(quantity),
    price: yuan(unitFen),
    withTaxFlag: '1',
    taxRate: GOODS[item].taxRate,
    taxIncludedAmount: yuan(quantity * unitFen),
  }))
}
