import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import { isOnline, knownTokens, listKeyStations, ordersInMaking } from '../../db/key-stations.ts'
import { making, viewMaking } from './ops-order.ts'

export const keyStation = z
  .object({
    id: z.string(),
    online: z.boolean(),
    plugged: z.array(
      z.object({ serial: z.string(), model: z.string(), state: z.enum(['blank', 'inUse', 'made']) }),
    ),
    queue: z.array(
      z.object({ no: z.string(), holderName: z.string(), approvedAt: z.iso.datetime(), making }),
    ),
  })
  .meta({ id: 'KeyStation' })

/** Every key station with what is plugged in; the queue is the same for all, any station may take an order. */
export async function viewKeyStations(db: Database): Promise<z.infer<typeof keyStation>[]> {
  const [stations, waiting] = await Promise.all([listKeyStations(db), ordersInMaking(db)])
  const queue = waiting.map(({ order, attempt, approvedAt }) => ({
    no: order.no,
    holderName: order.holderName ?? '',
    approvedAt: approvedAt.toISOString(),
    making: viewMaking(order, attempt),
  }))
  const known = await knownTokens(
    db,
    stations.flatMap(({ plugged }) => plugged.map(({ serial }) => serial)),
  )
  const busy = new Set(
    queue.flatMap((row) => (row.making?.state === 'working' ? [row.making.tokenSerial] : [])),
  )
  const stateOf = (serial: string) => {
    if (busy.has(serial)) return 'inUse' as const
    return known.has(serial) ? ('made' as const) : ('blank' as const)
  }
  const now = new Date()
  return stations.map(({ id, lastSeenAt, plugged }) => ({
    id,
    online: isOnline(lastSeenAt, now),
    plugged: plugged.map(({ serial, model }) => ({ serial, model, state: stateOf(serial) })),
    queue,
  }))
}
