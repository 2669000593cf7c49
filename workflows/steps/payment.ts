import {
  condition,
  ParentClosePolicy,
  proxyActivities,
  proxyLocalActivities,
  startChild,
} from '@temporalio/workflow'
import type { UpdateDefinition } from '@temporalio/common'
import type { PaymentActivities, Trade } from '../../activities/payment/payment.ts'
import { deadlines } from '../../domain/deadlines.ts'
import { paymentProviders, tradeNumber, type PaymentProvider } from '../../domain/payment.ts'
import { activityClasses, promptActivity } from '../../temporal.config.ts'
import type { surplusPayments } from '../surplus-payments.ts'
import { cancel } from './application.ts'
import { isBegun, letPass } from './let-pass.ts'
import { NEXT_STEP, type Order } from './order.ts'
import { paymentReported, renewQr } from './payment-messages.ts'

const { precreateTrade, closeTrade, sweepTrades } = proxyActivities<PaymentActivities>(
  activityClasses.provider,
)
const promptly = proxyLocalActivities<PaymentActivities>(promptActivity)

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * 第二步 支付证书费用: a QR code of each provider, the verified callback or our own question, one payment accepted.
 * Codes that ran out can be renewed until the order may no longer be paid; money that comes in besides is given back.
 * `waitsThen`: until when (epoch ms) a paid order waits for its applicant again. `keyFound`: ends it, too.
 */
export async function collectPayment(
  order: Order,
  { waitsThen, keyFound }: { waitsThen?: () => number; keyFound?: UpdateDefinition<void, []> } = {},
): Promise<'paid' | 'cancelled' | 'expired'> {
  const outcome = await order.step<'paid' | 'cancelled' | 'expired'>(async (step) => {
    const payUntil = Date.now() + deadlines.paymentDays * DAY
    let paid = false
    let failure: unknown
    const isOpen = () => !paid && !step.isOver
    const tills = paymentProviders.map((provider) => openTill(order, provider, payUntil, isOpen))

    const acceptPaid = async () => {
      await order.move('paid', waitsThen?.())
      step.end('paid')
    }
    // Paid wins over the deadline: the money is here, so the order goes on. What is cancelled then, the next step says.
    const endUnlessPaid = async (event: 'cancelled' | 'paymentExpired') => {
      const states = await Promise.all(tills.map((till) => till.close()))
      if (states.includes('paid')) {
        await acceptPaid()
        return NEXT_STEP
      }
      await order.move(event)
      step.end(event === 'cancelled' ? 'cancelled' : 'expired')
    }

    step.onSignal(paymentReported, ({ outTradeNo }) => tills.forEach((till) => till.reported(outTradeNo)))
    step.onUpdate(cancel, 'cancelled', () => endUnlessPaid('cancelled'))
    step.onUpdate(renewQr, 'qrRenewed', async () => {
      const renewed = tills.filter((till) => till.renew())
      if (renewed.length > 0) await order.move('qrRenewed', payUntil)
    })
    if (keyFound) {
      step.onUpdate(keyFound, 'keyFound', async () => {
        await order.move('keyFound')
        step.end('cancelled')
      })
    }

    // Not waited for: a provider that is down must not hold up a payment at the other.
    for (const till of tills) {
      till.watch().then(
        (found) => {
          paid ||= found
          if (found) step.stir()
        },
        (error: unknown) => {
          failure = error
          step.stir()
        },
      )
    }
    void askAgain(tills, isOpen)
    await step.wait(payUntil, 'order may be paid until then')
    if (isOpen() && failure) throw failure
    await order.exclusively(async () => {
      if (step.isOver) return
      await (paid ? acceptPaid() : endUnlessPaid('paymentExpired'))
    })
  })
  // Not waited for: while providers are asked again, a paid order goes on.
  order.beside(returnSurplus(order, outcome))
  return outcome
}

/** Asks after every code while one of them can be paid, in case a callback was lost: seldom, and ever more so. */
async function askAgain(tills: ReturnType<typeof openTill>[], isOpen: () => boolean): Promise<void> {
  const isPayable = () => tills.some((till) => till.isLive())
  while (isOpen()) {
    await condition(() => isPayable() || !isOpen())
    for (let poll = MINUTE; isPayable() && isOpen(); poll *= 2) {
      const last = Math.max(...tills.map((till) => till.expiresAt())) - Date.now()
      const summary = 'asks the providers again, in case a callback was lost'
      await condition(() => !isOpen(), Math.max(Math.min(poll, last), 1), { summary })
      for (const till of tills) till.ask()
    }
  }
}

/**
 * Looks once for money that came in besides; a process of its own gives it back, and looks as long as more may come. A
 * cancellation has to stand in history before a code is closed for good; that an order is paid stays so.
 */
async function returnSurplus({ orderId, no }: Order, outcome: string): Promise<void> {
  const sweep = outcome === 'paid' ? promptly.sweepTrades : sweepTrades
  const { surplus, openUntil } = await sweep({ orderId })
  if (surplus.length === 0 && openUntil === null) return
  const child = startChild<typeof surplusPayments>('surplusPayments', {
    workflowId: `surplusPayments/${no}`,
    args: [{ orderId, no }],
    parentClosePolicy: ParentClosePolicy.ABANDON,
    staticSummary: 'gives back what is paid besides',
  })
  // A late notice was quicker (api/callbacks/payment-notice.ts).
  await letPass('the return of surplus payments', child, isBegun)
}

/** One provider's side of a payment: its QR code, and the questions whether it is paid. */
function openTill(
  { orderId, no }: Order,
  provider: PaymentProvider,
  payUntil: number,
  isOpen: () => boolean,
) {
  let trade: Trade | undefined
  let attempt = 1
  let woken = false
  let renewing = false
  const expiresAt = () => trade?.qrExpiresAt ?? 0
  const isLive = () => Date.now() < expiresAt()

  async function precreate() {
    trade = await precreateTrade({ orderId, provider, attempt, payUntil })
  }

  return {
    /** Until when (epoch ms) its code can be paid; 0 while there is none. */
    expiresAt,
    isLive,

    /** Asks how its trade stands. */
    ask: () => void (woken = trade !== undefined),

    /** A provider says that a trade changed: whoever shows that one asks. */
    reported(outTradeNo: string) {
      if (outTradeNo === tradeNumber(no, provider, attempt)) woken = true
    },

    /** Asks for another code when there is none that can be paid. Gives whether there will be one. */
    renew(): boolean {
      if (!trade || isLive()) return false
      renewing = true
      woken = true
      return true
    },

    /** Closes the code, unless somebody has paid it. */
    async close(): Promise<'paid' | 'closed'> {
      return trade && (await closeTrade(trade)).state === 'paid' ? 'paid' : 'closed'
    },

    /**
     * Shows a code and asks after it while the order waits for a payment, at the longest until it may be paid no more.
     * Gives whether it is paid.
     */
    async watch(): Promise<boolean> {
      await precreate()
      while (isOpen()) {
        await condition(() => woken || !isOpen())
        if (!isOpen()) break
        woken = false
        const { state } = await (renewing ? closeTrade(trade!) : promptly.settleTrade(trade!))
        if (state === 'paid') return true
        // It is used up: closed, or another amount came in, or money while nobody waited for it.
        if (state !== 'waiting') trade = { ...trade!, qrExpiresAt: 0 }
        if (renewing && isOpen()) {
          renewing = false
          attempt++
          await precreate()
        }
      }
      return false
    },
  }
}
