import { receivedWebhooks } from '../webhooks/receiver.ts'
import { buyer, current, trades } from '../alipay/trades.ts'
import { inbox } from '../aliyun/sms.ts'
import { smsMode, smsModes } from '../aliyun/sms-mode.ts'
import { totpCodes } from '../authenticator.ts'
import { bank } from '../bank/accounts.ts'
import { lastOperation, possibleOperations, shipments } from '../courier/shipments.ts'
import { fullMailboxes, mailbox } from '../mail/mailbox.ts'
import { focusOn, look, orderNumbersIn, type Focus, type Seen } from '../orders.ts'
import { outages } from '../outages.ts'
import { outbox } from '../outbox.ts'
import { organisations, residents } from '../people.ts'
import { refundMode } from '../refund-mode.ts'
import { registeredName } from '../registered-names.ts'
import { ownerOf } from '../registry.ts'
import { settings } from '../settings.ts'
import { isDone, redSlips, taxFails, taxInvoices } from '../tax/invoices.ts'
import { isClumsy } from '../usb/clumsy.ts'
import { stations, usbKeys, type UsbKey } from '../usb/keys.ts'
import { findWechatTrade, wechatTrades } from '../wechatpay/transactions.ts'

/** How many things of a kind the page shows, newest first. */
const SHOWN = 100

/** Things that are in focus, newest first, each with the numbers of the orders that stand on it. */
function shown<Thing extends object>(
  things: { all: (limit?: number) => Thing[] },
  look: (thing: Thing) => Seen,
  focus: Focus | undefined,
  limit = SHOWN,
) {
  // Without a focus only the newest are read.
  const all = focus ? things.all().filter((thing) => focus.holds(look(thing))) : things.all(limit)
  return all.slice(0, limit).map((thing) => ({ ...thing, orders: orderNumbersIn(...look(thing).says) }))
}

function bankInFocus(focus: Focus | undefined) {
  const whole = bank()
  if (!focus) return whole
  const accounts = whole.accounts.map((account) => ({
    ...account,
    lines: account.lines.filter(({ at, yurRef, memo }) =>
      focus.holds({ at, says: [yurRef, memo], whose: [account.number], keys: [] }),
    ),
  }))
  const own = ({ number, lines }: (typeof accounts)[number]) =>
    lines.length > 0 || focus.organisations.some(({ account }) => account.number === number)
  const isPayer = ({ number }: { number: string }) =>
    focus.organisations.some(({ account, legalRepresentative: legal }) =>
      [account.number, legal.bankCard].includes(number),
    )
  return { ...whole, accounts: accounts.filter(own), payers: whole.payers.filter(isPayer) }
}

/** Keys in focus; one that is blank belongs to nobody yet, and whoever makes a key needs one. */
const isOpenTo = ({ serial, place, earlier }: UsbKey, focus: Focus) =>
  place === 'box' || place.startsWith('station-') || focus.holdsKey({ serial, holder: earlier?.holder })

/** The state of the world as the page shows it: all of it, or what belongs to one order or one organisation. */
export function world(wanted: { order?: string; organisation?: string } = {}) {
  const focus = focusOn(wanted)
  return {
    /** Where the product's site is, to which people are sent. */
    site: settings.siteUrl,
    ...(focus && { focus: { orders: focus.orders } }),
    organisations: (focus?.organisations ?? organisations).map((known) => ({
      ...known,
      name: registeredName(known),
    })),
    persons: focus ? [] : residents,
    messages: shown(inbox, look.messages, focus, SHOWN * 2).map((sms) => ({
      ...sms,
      owner: ownerOf(sms.phone)?.name ?? null,
    })),
    mails: shown(mailbox, look.mails, focus).map(({ attachments, ...mail }) => ({
      ...mail,
      attachments: attachments.map(({ filename, contentType }) => ({ filename, contentType })),
    })),
    buyer: buyer(),
    trades: shown(trades, look.trades, focus).map((trade) => ({ ...trade, ...current(trade) })),
    wechatTrades: shown(wechatTrades, look.wechatTrades, focus).map((trade) => ({
      ...trade,
      ...findWechatTrade(trade.outTradeNo),
    })),
    bank: bankInFocus(focus),
    invoices: shown(taxInvoices, look.invoices, focus).map((invoice) => ({
      ...invoice,
      done: isDone(invoice),
    })),
    redSlips: redSlips.all(SHOWN),
    shipments: shown(shipments, look.shipments, focus).map((shipment) => ({
      ...shipment,
      last: lastOperation(shipment) ?? null,
      possible: possibleOperations(shipment),
    })),
    stations: stations(),
    keys: usbKeys
      .all()
      .filter((key) => !focus || isOpenTo(key, focus))
      .map(({ serial, place, movedAt = 0, wornOut = false, foreign = false, earlier = null }) => ({
        serial,
        place,
        movedAt,
        wornOut,
        foreign,
        earlier,
        clumsy: isClumsy(serial),
      })),
    authenticator: totpCodes(),
    webhooks: receivedWebhooks.all(SHOWN),
    /** What providers have told nobody yet. */
    notices: outbox.all(SHOWN),
    refundMode: refundMode(),
    sms: { mode: smsMode(), modes: smsModes },
    taxFails: taxFails(),
    fullMailboxes: fullMailboxes.all().map(({ address }) => address),
    outages: outages(),
  }
}
