import type { Order, Step } from './order.ts'

const DAY = 86_400_000

/**
 * The wait for somebody who fills something in: each thing they do starts the time anew, and an order that nobody has
 * touched for so many days is closed (`abandoned`). `savedAt`: when (epoch ms) they last did what the process is not told.
 */
export function openFilling(
  order: Order,
  days: number,
  savedAt: () => Promise<number> = () => Promise.resolve(0),
) {
  let touched = Date.now()
  const until = () => touched + days * DAY

  return {
    /** They have done something. Gives until when (epoch ms) the order waits for the next. */
    touch(): number {
      touched = Date.now()
      return until()
    },
    /** Waits until the step is over, or `filled`; ends it itself when nobody has touched the order for so long. */
    async closes(step: Step<'abandoned'>, summary: string, filled = () => step.isOver): Promise<void> {
      while (!filled()) {
        if ((await step.wait(until(), summary, filled)) || Date.now() < until()) continue
        await order.exclusively(async () => {
          if (filled()) return
          touched = Math.max(touched, await savedAt())
          if (Date.now() < until()) return
          await order.move('abandoned')
          step.end('abandoned')
        })
      }
    },
  }
}
