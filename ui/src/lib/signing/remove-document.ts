import { answer, api } from '#lib/api/client.ts'
import type { LiveOrder } from '#lib/order/live-order.svelte.ts'

/** Takes a document out of what is to be signed. */
export const removeDocument = (order: LiveOrder, id: string) =>
  order.act(id, () =>
    answer(api.DELETE('/api/signings/{no}/documents/{id}', { params: { path: { no: order.no, id } } })),
  )
