import { defineSignal, defineUpdate } from '@temporalio/workflow'

/** A provider says that this trade changed. A hint: what counts is the answer when we ask. */
export const paymentReported = defineSignal<[{ outTradeNo: string }]>('paymentReported')
export const renewQr = defineUpdate<void, []>('renewQr')
