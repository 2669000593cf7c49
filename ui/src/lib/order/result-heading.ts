import type { OrderView } from '#lib/api/client.ts'
import { stateWords } from '#lib/words.ts'

type Stage = OrderView['progress'][number]['stage']

/**
 * What stands above the result of an order, the last of its steps.
 * @param stepOf the step at which a stage is left, where it is not the result
 */
export function resultHeading(view: OrderView, steps: string[], stepOf: Partial<Record<Stage, string>>) {
  const done = view.state === 'completed'
  const here = view.progress.find(({ standing }) => standing === 'stopped' || standing === 'current')
  const step = (here && stepOf[here.stage]) ?? steps.at(-1)!
  return {
    title: done ? steps.at(-1)! : stateWords[view.state](),
    current: done ? steps.length : steps.indexOf(step),
    ended: !done && view.waitsFor.who === null,
  }
}
