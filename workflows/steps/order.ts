import {
  ApplicationFailure,
  condition,
  proxyActivities,
  setCurrentDetails,
  setDefaultUpdateHandler,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow'
import { defineSearchAttributeKey, SearchAttributeType, type UpdateDefinition } from '@temporalio/common'
import type { NoticeActivities } from '../../activities/notices/notices.ts'
import type { RecordActivities } from '../../activities/orders/record.ts'
import { isTold } from '../../domain/order-notices.ts'
import {
  firstStates,
  isFinal,
  moves,
  stateAfter,
  waitsFor,
  type OrderEvent,
  type OrderKind,
  type OrderState,
} from '../../domain/order-states.ts'
import { activityClasses } from '../../temporal.config.ts'

const { recordMove } = proxyActivities<RecordActivities>(activityClasses.record)
const { sendNotices } = proxyActivities<NoticeActivities>(activityClasses.provider)

const ORDER_TYPE = defineSearchAttributeKey('OrderType', SearchAttributeType.KEYWORD)
const ORDER_STATUS = defineSearchAttributeKey('OrderStatus', SearchAttributeType.KEYWORD)
const PRODUCT = defineSearchAttributeKey('Product', SearchAttributeType.KEYWORD)

/** Longest that a step takes from the state it begins in to its first question. */
const STEP_MS = 20_000

export interface OrderInput {
  /** Workflow id, e.g. newApplication/20261124-000001. */
  orderId: string
  no: string
  product: string
}

/** Thrown inside a process when its order has ended on another way than the main one. */
class OrderEnded extends Error {}

export type Order = ReturnType<typeof openOrder>

/** A refusal that the person gets to read; the API knows the type (see api/problems.ts). */
export function refusal(type: string, ...details: unknown[]): ApplicationFailure {
  return ApplicationFailure.create({ type, message: type, nonRetryable: true, details })
}

/**
 * The order inside its workflow: moves only by the state table, writes each move to the read model, shows in the
 * Temporal UI what it waits for. Nothing in here is personal.
 */
export function openOrder(kind: OrderKind, input: OrderInput) {
  let state = firstStates[kind]
  let seq = 0
  let until: number | undefined
  let turn: Promise<unknown> = Promise.resolve()
  const history: string[] = []
  const handlers = new Map<string, (...args: unknown[]) => Promise<void>>()
  const notices: Promise<unknown>[] = []
  const lists: { result: () => Promise<unknown> }[] = []

  function showDetails() {
    const who = waitsFor[state]
    const time = until === undefined ? '' : ` until ${new Date(until).toISOString()}`
    const waiting = who ? `waits for **${who}**${time}` : 'has ended'
    setCurrentDetails(`**${state}**: ${waiting}\n\n${history.map((line) => `- ${line}`).join('\n')}`)
  }

  /** One thing at a time: updates of two tabs and the main process never interleave. */
  function exclusively<T>(body: () => Promise<T>): Promise<T> {
    const next = turn.then(body)
    turn = next.catch(() => undefined)
    return next
  }

  /** The read model shows a new state a moment before its step takes requests: one that comes between waits for it. */
  async function early(name: string, ...args: unknown[]): Promise<void> {
    await condition(() => handlers.has(name) || isFinal(state), STEP_MS)
    const handler = handlers.get(name)
    if (!handler) throw refusal('WrongState', state, name)
    await handler(...args)
  }

  function require(event: OrderEvent) {
    if (stateAfter(kind, state, event) === undefined) throw refusal('WrongState', state, event)
  }

  upsertSearchAttributes([
    { key: ORDER_TYPE, value: kind },
    { key: ORDER_STATUS, value: state },
    { key: PRODUCT, value: input.product },
  ])
  showDetails()

  const order = {
    ...input,
    kind,
    /** Asked anew at each place: it changes while the process waits. */
    get state() {
      return state
    },
    is: (...states: OrderState[]) => states.includes(state),
    exclusively,
    require,
    /** Whether this may happen now. */
    may: (event: OrderEvent) => stateAfter(kind, state, event) !== undefined,

    /** Moves by the table and writes it down. `until`: epoch ms up to when the order waits in the new state. */
    async move(event: OrderEvent, waitUntil?: number): Promise<void> {
      require(event)
      const to = stateAfter(kind, state, event) ?? state
      const by = moves[kind].find((move) => move.event === event)?.by ?? 'system'
      await recordMove({
        orderId: input.orderId,
        no: input.no,
        seq: ++seq,
        event,
        state: to,
        by,
        at: Date.now(),
        waitsUntil: waitUntil ?? null,
      })
      history.push(`${new Date().toISOString()} ${event} (${by})`)
      if (to !== state) upsertSearchAttributes([{ key: ORDER_STATUS, value: to }])
      state = to
      until = waitUntil
      showDetails()
      // A provider that is down, or refuses this phone, holds nobody up.
      if (isTold(kind, event)) {
        notices.push(sendNotices({ orderId: input.orderId, event }).catch(() => undefined))
      }
    },

    /** Lists of revoked certificates that are on their way: a process may wait for them before it ends. */
    publishing: (list: (typeof lists)[number]) => void lists.push(list),
    published: () => Promise.all(lists.map((list) => list.result().catch(() => undefined))),

    /** Somebody is being told besides: the run stays open for it, nothing else waits. */
    telling: (notice: Promise<unknown>) => void notices.push(notice.catch(() => undefined)),
    /** Everybody has been told, as far as the providers let us. */
    async told(): Promise<void> {
      await Promise.all(notices)
    },

    /** Takes an applicant's or operator's request while `event` is allowed; refuses it otherwise. */
    onUpdate<Args extends [unknown] | []>(
      definition: UpdateDefinition<void, Args>,
      event: OrderEvent,
      body: (...args: Args) => Promise<void>,
    ) {
      const handler = (...args: unknown[]) =>
        exclusively(async () => {
          require(event)
          await body(...(args as Args))
        })
      handlers.set(definition.name, handler)
      setHandler(definition, handler as never, { validator: (() => require(event)) as never })
    },

    /** Waits until the order has left the given states. @throws OrderEnded when it ended meanwhile. */
    async leaves(...states: OrderState[]): Promise<void> {
      await condition(() => !states.includes(state))
      order.mustGoOn()
    },

    mustGoOn() {
      if (isFinal(state)) throw new OrderEnded()
    },

    /** Runs the process from top to bottom; an order that ended early is a result and no failure. */
    async run(process: () => Promise<void>): Promise<{ state: OrderState }> {
      try {
        const ended = process()
        // Not sooner: what came with the start of the run goes straight to the handlers that stand by now.
        setDefaultUpdateHandler(early)
        await ended
      } catch (error) {
        if (!(error instanceof OrderEnded)) throw error
      }
      await order.told()
      await order.published()
      return { state }
    },
  }
  return order
}
