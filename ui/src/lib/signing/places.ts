import type { OrderView } from '#lib/api/client.ts'

export type Place = NonNullable<OrderView['signing']>['documents'][number]['places'][number]
/** The middle of a seal on a page, in points. */
export type Middle = Pick<Place, 'page' | 'x' | 'y'>

/** The middles of the seals that stand on one page each; those across the pages are no one's to move. */
export const middlesOf = (places: readonly Place[]): Middle[] =>
  places
    .filter(({ strip }) => !strip)
    .map(({ page, x, y, width, height }) => ({ page, x: x + width / 2, y: y + height / 2 }))
