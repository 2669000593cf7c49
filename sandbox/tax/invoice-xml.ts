import { XMLBuilder } from 'fast-xml-parser'
import { capitals } from './capitals.ts'
import { split, totals, type TaxInvoice } from './invoices.ts'

const yuan = (fen: number) => (fen / 100).toFixed(2)

/** The data file of a fully digitalised invoice: the file that counts for bookkeeping; the PDF is its picture. */
export function invoiceXml(invoice: TaxInvoice): string {
  const { netFen, taxFen } = totals(invoice)
  const EInvoice = {
    Header: {
      EIid: invoice.number,
      EInvoiceTag: 'SWEI3200',
      Version: '0.2',
      InherentLabel: {
        EInvoiceType: { LabelCode: '02', LabelName: '普通发票' },
        GeneralOrSpecialVAT: { LabelCode: '02', LabelName: '普通发票' },
      },
    },
    EInvoiceData: {
      SellerInformation: { SellerIdNum: invoice.seller.taxNumber, SellerName: invoice.seller.name },
      BuyerInformation: { BuyerIdNum: invoice.buyer.taxNumber, BuyerName: invoice.buyer.name },
      BasicInformation: {
        TotalAmWithoutTax: yuan(netFen),
        TotalTaxAm: yuan(taxFen),
        'TotalTax-includedAmount': yuan(invoice.totalFen),
        'TotalTax-includedAmountInChinese': capitals(invoice.totalFen),
        Drawer: invoice.clerk,
        RequestTime: invoice.issuedAt,
      },
      IssuItemInformation: invoice.lines.map((line) => ({
        ItemName: line.name,
        TaxClassificationCode: line.code,
        Quantity: line.quantity,
        Amount: yuan(split(line).netFen),
        TaxRate: line.rate,
        ComTaxAm: yuan(split(line).taxFen),
        TotaltaxIncludedAmount: yuan(line.withTaxFen),
      })),
      AdditionalInformation: { Remark: invoice.remark },
    },
    TaxSupervisionInfo: {
      InvoiceNumber: invoice.number,
      IssueTime: invoice.issuedAt,
      TaxBureauName: '沙盒环境样票，不具法律效力',
    },
  }
  const builder = new XMLBuilder({ format: true, ignoreAttributes: false })
  return builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' }, EInvoice }) as string
}
