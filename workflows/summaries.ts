import type { WorkflowInterceptorsFactory } from '@temporalio/workflow'

/** What each activity does, in words for the reader of a run in the Temporal UI. */
const SUMMARIES: Record<string, string> = {
  recordMove: 'writes the move to the timeline and the read model',
  missingMaterials: 'looks which materials are still missing',
  wipePersonalData: 'removes what was typed and uploaded',
  checkIdentity: 'asks company registry and phone operator',
  passProofing: 'notes that the legal representative gave the code',
  sendVerificationCode: 'sends a verification code by SMS',
  sendOrderQueryCode: 'sends a code to the operator of the latest order',
  precreateTrade: 'asks Alipay for a QR code',
  settleTrade: 'asks Alipay whether the trade is paid; books it',
  closeTrade: 'closes the trade at Alipay, unless it is paid',
  refundPayment: 'gives the money back',
  requestInvoice: 'asks the tax platform for the invoice',
  fetchInvoice: 'asks whether the invoice is issued; keeps its PDF',
  mailInvoice: 'mails the invoice',
  openReview: 'puts the order into the review queue',
  readDecision: 'reads the reviewer’s decision',
  sendNotice: 'tells the operator by SMS',
  createCertificatePassword: 'makes the certificate password, encrypted',
  sendCertificatePassword: 'sends the certificate password to the legal representative',
  destroyCertificatePassword: 'wipes the certificate password',
  beginMaking: 'binds a blank key to the order',
  noteMakingStep: 'shows the step at the key station',
  failMaking: 'marks the key as damaged',
  sealSoPin: 'derives the SO PIN in the HSM, sealed to the station',
  formatToken: 'sets SO PIN and user PIN of the key',
  generateTokenKey: 'makes the key pair on the key',
  issueCertificate: 'issues the certificate',
  revokeUndelivered: 'revokes the certificate of a damaged key',
  writeCertificate: 'writes the certificate, reads it back, test-signs',
  createWaybill: 'orders a waybill at SF',
  readRoute: 'asks SF for the route',
  activateCertificate: 'marks certificate and key as in use',
  publishCrl: 'signs a new CRL',
}

export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      scheduleActivity: (input, next) =>
        next({ ...input, options: { summary: SUMMARIES[input.activityType], ...input.options } }),
    },
  ],
})
