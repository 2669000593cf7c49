import { ParentClosePolicy, startChild } from '@temporalio/workflow'
import { priorities } from '../../temporal.config.ts'
import { electronicInvoice } from '../electronic-invoice.ts'
import type { Order } from './order.ts'

/** Starts the invoice beside the order: a slow tax platform holds up neither review nor making. */
export async function startInvoice(order: Order, colour: 'blue' | 'red') {
  return startChild(electronicInvoice, {
    workflowId: `invoice/${order.no}/${colour}`,
    args: [{ orderId: order.orderId, no: order.no, colour }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    priority: priorities.beside,
    staticSummary: colour === 'blue' ? 'issues the e-invoice and mails it' : 'reverses the e-invoice',
  })
}
