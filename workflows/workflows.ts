// What the business worker runs: one export a process.
export { electronicInvoice } from './electronic-invoice.ts'
export { newApplication } from './new-application.ts'
export { orderQuery } from './order-query.ts'
export { revocationList } from './revocation-list.ts'
