import { answer, api } from '#lib/api/client.ts'
import { moreUrgent } from './merge-rows.ts'
import type { OrderLine } from './types.ts'
import { WorkList } from './work-list.svelte.ts'

const key = ({ priority, waitsFor, no }: OrderLine) => ({ priority, due: waitsFor.until, id: no })

/** A list of orders; of its filter the page itself says what is `fixed`. Belongs to the component that makes it. */
export const ordersToDo = (fixed: Record<string, string> = {}) =>
  new WorkList<OrderLine>(
    (filter, asked) =>
      answer(api.GET('/api/ops/orders', { params: { query: { ...filter, ...asked } as never } })),
    {
      of: ({ no }) => no,
      before: (a, b) =>
        a.endedAt || b.endedAt ? (a.endedAt ?? '') > (b.endedAt ?? '') : moreUrgent(key(a), key(b)),
    },
    fixed,
  )
