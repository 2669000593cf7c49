import {
  ApplicationFailure,
  condition,
  defineQuery,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setDefaultUpdateHandler,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import {
  defineSearchAttributeKey,
  SearchAttributeType,
  type SignalDefinition,
  type UpdateDefinition,
} from '@temporalio/common'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { isTold } from '../../domain/order-notices.ts'
import type { OrderEvent, OrderKind, OrderState } from '../../domain/kinds/kinds.ts'
import {
  firstStates,
  isFinal,
  moves,
  stateAfter,
  waitsFor,
  type OrderStanding,
} from '../../domain/order-states.ts'
import { activityClasses, localActivity, promptActivity } from '../../temporal.config.ts'
import { letPass } from './let-pass.ts'

const { recordMove } = proxyLocalActivities<RecordActivities>(localActivity)
const { wipePersonalData } = proxyActivities<RecordActivities>(activityClasses.record)
const { sendNotices } = proxyActivities<NoticeActivities>(activityClasses.provider)
const promptly = proxyLocalActivities<NoticeActivities>(promptActivity)

const ORDER_STATUS = defineSearchAttributeKey('OrderStatus', SearchAttributeType.KEYWORD)

/** How the order stands, for whoever finds it to go on in another run. */
const standing = defineQuery<OrderStanding>('standing')

/** Longest from the end of one step to the first question of the next. */
const STEP_MS = 20_000

export interface OrderInput {
  /** Workflow id, e.g. newApplication/20261124-000001. */
  orderId: string
  no: string
  product: string
}

export type Order = ReturnType<typeof openOrder>

/** A step that ends by what it found when it was asked gives the request to the next one. */
export const NEXT_STEP = 'nextStep'

type Answered = Promise<typeof NEXT_STEP | void>

/** What a step takes while it runs. */
export interface Taking {
  /** A person's request, while `event` is allowed; refused otherwise. */
  onUpdate<Args extends [unknown] | []>(
    definition: UpdateDefinition<void, Args>,
    event: OrderEvent,
    body: (...args: Args) => Answered,
  ): void
  /** What the world reports. One that came before the step began is taken when it begins. */
  onSignal<Args extends [unknown] | []>(
    definition: SignalDefinition<Args>,
    body: (...args: NoInfer<Args>) => void | Promise<void>,
  ): void
}

/** One step of a process: it takes its messages from its beginning to its end, and ends with an outcome by name. */
export interface Step<Outcome> extends Taking {
  /** Ends it, in the same turn as the move that decides it: whatever comes from here on is for the next step. */
  end(outcome: Outcome): void
  readonly isOver: boolean
  /** Ends the wait of this step: there is something to look at. */
  stir(): void
  /**
   * Waits until the step is over or stirred, or `happened`, or `at` (epoch ms), when what `summary` says comes next.
   * Gives whether something happened before that.
   */
  wait(at: number, summary: string, happened?: () => boolean): Promise<boolean>
}

/** A refusal that the person gets to read; the API knows the type (see api/problems.ts). */
export function refusal(type: string, ...details: unknown[]): ApplicationFailure {
  return ApplicationFailure.create({ type, message: type, nonRetryable: true, details })
}

interface Taker {
  event: OrderEvent
  body: (...args: unknown[]) => Answered
}

/**
 * The order inside its workflow: moves only by the state table, writes each move to the read model, shows in the
 * Temporal UI what it waits for. Nothing in here is personal.
 */
export function openOrder(kind: OrderKind, input: OrderInput) {
  const { orderId } = input
  let state = firstStates[kind]
  let seq = 0
  let until: number | undefined
  let turn: Promise<unknown> = Promise.resolve()
  /** A person's request is being answered: it stands in history, and so does what follows from it, only when it is. */
  let answering = false
  const history: string[] = []
  const takers = new Map<string, Taker>()
  const events = new Map<string, OrderEvent>()
  const notices: Promise<unknown>[] = []
  const besides: Promise<PromiseSettledResult<unknown>[]>[] = []

  function showDetails() {
    const who = waitsFor[state]
    const time = until === undefined ? '' : ` until ${new Date(until).toISOString()}`
    const waiting = who ? `waits for **${who}**${time}` : 'has ended'
    setCurrentDetails(`**${state}**: ${waiting}\n\n${history.map((line) => `- ${line}`).join('\n')}`)
  }

  /** One thing at a time: updates of two tabs and the main process never interleave. */
  function exclusively<T>(body: () => Promise<T>): Promise<T> {
    const next = turn.then(body)
    turn = Promise.allSettled([next])
    return next
  }

  function require(event: OrderEvent) {
    if (stateAfter(kind, state, event) === undefined) throw refusal('WrongState', state, event)
  }

  /** Gives a request to the step that takes it: this one, or the next when this one ends before its turn comes. */
  async function take(name: string, ...args: unknown[]): Promise<void> {
    for (;;) {
      const isTooLate = () => {
        const event = events.get(name)
        return isFinal(state) || (event !== undefined && stateAfter(kind, state, event) === undefined)
      }
      const isDecided = () => takers.has(name) || isTooLate()
      if (!isDecided()) await condition(isDecided, STEP_MS, { summary: 'a request waits for its step' })
      const taker = takers.get(name)
      if (!taker) throw refusal('WrongState', state, name)
      const done = await exclusively(async () => {
        if (takers.get(name) !== taker) return false
        require(taker.event)
        answering = true
        try {
          return (await taker.body(...args)) !== NEXT_STEP
        } finally {
          answering = false
        }
      })
      if (done) return
      require(taker.event)
    }
  }

  function openStep<Outcome>() {
    const taken = new Map<string, Taker>()
    const signals: SignalDefinition<never[]>[] = []
    let outcome: { is: Outcome } | undefined
    let stirred = false
    let running = 0
    const counted =
      <Args extends unknown[], Result>(body: (...args: Args) => Result | Promise<Result>) =>
      async (...args: Args) => {
        running++
        try {
          return await body(...args)
        } finally {
          running--
        }
      }

    const step: Step<Outcome> = {
      onUpdate(definition, event, body) {
        const { name } = definition
        const taker: Taker = { event, body: counted<unknown[], Awaited<Answered>>(body as Taker['body']) }
        taken.set(name, taker)
        takers.set(name, taker)
        if (events.has(name)) return
        events.set(name, event)
        const handler = (...args: unknown[]) => take(name, ...args)
        setHandler(definition, handler as never, { validator: (() => require(event)) as never })
      },
      onSignal(definition, body) {
        signals.push(definition as never)
        setHandler(definition, counted(body) as never)
      },
      end(is) {
        if (outcome) return
        outcome = { is }
        for (const [name, taker] of taken) if (takers.get(name) === taker) takers.delete(name)
        for (const signal of signals) setHandler(signal, undefined)
      },
      get isOver() {
        return outcome !== undefined
      },
      stir: () => void (stirred = true),
      async wait(at, summary, happened = () => false) {
        const hasHeard = () => stirred || step.isOver || happened()
        const heard = hasHeard() || (await condition(hasHeard, Math.max(at - Date.now(), 1), { summary }))
        stirred = false
        return heard
      },
    }
    return {
      step,
      /** What it ended with, once whatever it took is answered. Each request is bounded by its own activities. */
      async ended(): Promise<Outcome> {
        await condition(() => outcome !== undefined && running === 0)
        return outcome!.is
      },
    }
  }

  showDetails()
  setHandler(standing, () => ({ state, seq, waitsUntil: until ?? null }))

  const order = {
    ...input,
    kind,
    /** Asked anew at each place: it changes while the process waits. */
    get state() {
      return state
    },
    /** Number of its last move. */
    get seq() {
      return seq
    },
    /** Until when (epoch ms) the order waits in its state; undefined where that is open. */
    get waitsUntil() {
      return until
    },
    is: (...states: OrderState[]) => states.includes(state),
    exclusively,
    /** Whether this may happen now. */
    may: (event: OrderEvent) => stateAfter(kind, state, event) !== undefined,

    /**
     * Runs one step: `body` says what it takes and looks after its times, until the step has ended. Gives its outcome,
     * once whatever it took is answered.
     */
    async step<Outcome>(body: (step: Step<Outcome>) => Promise<void>): Promise<Outcome> {
      const { step, ended } = openStep<Outcome>()
      await body(step)
      return ended()
    },

    /**
     * Moves by the table and writes it down. `waitUntil`: epoch ms up to when the order waits in the new state.
     * `revision`: of the form that this is about; `staff`: user name of whoever acts. @throws FormChanged when another has been saved since.
     */
    async move(
      event: OrderEvent,
      waitUntil?: number,
      { revision, staff }: { revision?: number; staff?: string } = {},
    ): Promise<void> {
      require(event)
      const to = stateAfter(kind, state, event) ?? state
      const by = moves[kind].find((move) => move.event === event)?.by ?? 'system'
      await recordMove({
        orderId,
        no: input.no,
        runId: workflowInfo().runId,
        seq: ++seq,
        event,
        state: to,
        by,
        at: Date.now(),
        waitsUntil: waitUntil ?? null,
        ...(revision !== undefined && { revision }),
        ...(staff !== undefined && { staff }),
      })
      history.push(`${new Date().toISOString()} ${event} (${by})`)
      if (to !== state) upsertSearchAttributes([{ key: ORDER_STATUS, value: to }])
      state = to
      until = waitUntil
      showDetails()
      // A provider that is down, or refuses this phone, holds nobody up.
      if (!isTold(kind, event)) return
      const tell = answering ? sendNotices : promptly.sendNotices
      order.telling(tell({ orderId, event, seq }))
    },

    /** Somebody is being told besides: the run stays open for it, nothing else waits. */
    telling: (notice: Promise<unknown>) => void notices.push(letPass('a notice', notice)),

    /** Goes on beside the process. The run stays open for it, and fails with it. */
    beside: (work: Promise<unknown>) => void besides.push(Promise.allSettled([work])),

    /** An order that came to nothing keeps no personal data; those who are told are told first. */
    async forget(): Promise<void> {
      await Promise.all(notices)
      await wipePersonalData({ orderId })
    },

    /** Runs the process from top to bottom. */
    async run(process: () => Promise<unknown>): Promise<{ state: OrderState }> {
      const ended = process()
      // Not sooner: what came with the start of the run goes straight to the step that stands by now.
      setDefaultUpdateHandler(take)
      await ended
      await Promise.all(notices)
      for (const [settled] of await Promise.all(besides)) {
        if (settled?.status === 'rejected') throw settled.reason
      }
      return { state }
    },
  }
  return order
}
