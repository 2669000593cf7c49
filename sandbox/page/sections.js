// What each section of the page shows, as HTML of the world's state.
import {
  badge,
  copyButton,
  each,
  escape,
  idOf,
  item,
  newestFirst,
  nothing,
  orderLinks,
  sendButton,
  time,
  yuan,
} from '/page/html.js'
import { usb } from '/page/keys.js'
import { alipay, bank, isOpen, wechatpay } from '/page/money.js'
import { phones } from '/page/phones.js'
import { registry } from '/page/registry.js'
import { tour } from '/page/tour.js'
import { t } from '/page/words.js'

const kebab = (name) => name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`)
const parcelTones = { delivered: 'good', failedAttempt: 'warn', refused: 'bad', returned: 'bad', lost: 'bad' }

const isUnderWay = ({ last }) => !['delivered', 'returned', 'lost'].includes(last)

function courier({ shipments }) {
  const parcel = ({ waybillNo, createdAt, orders, recipient, remark, routes, last, possible }) => {
    const main = (name) => name === 'delivered' || name === 'pickedUp'
    return item(
      'waybill',
      waybillNo,
      createdAt,
      `<p><strong>${escape(waybillNo)}</strong> ${last ? badge(parcelTones[last] ?? 'info', t(`ship-${kebab(last)}`)) : badge('warn', t('awaitingPickUp'))}</p>
      <p>${t('to')} ${escape(recipient.name)} ${escape(recipient.phone)}</p>
      <p class="quiet">${escape(recipient.address)}</p><p class="quiet">${escape(remark)} ${orderLinks(orders)}</p>
      ${routes.length ? `<ol class="route">${each([...routes].reverse(), (route) => `<li><span class="quiet">${time(route.at)} ${escape(route.place)}</span> ${escape(route.remark)}</li>`)}</ol>` : ''}
      ${possible.length ? `<div class="row">${each(possible, (name) => `<button type="button" class="${main(name) ? '' : 'plain'}" data-ship="${escape(waybillNo)}/${name}" data-testid="${kebab(name)}">${t(`ship-${kebab(name)}`)}</button>`)}</div>` : ''}`,
    )
  }
  return newestFirst('courier', shipments, parcel, isUnderWay)
}

function authenticator({ authenticator: entries }) {
  return each(
    entries,
    (
      entry,
    ) => `<div class="item row between" id="${idOf('totp', entry.account)}"><span>${escape(entry.label)} <span class="quiet">${escape(entry.account)}</span></span>
      <span class="row"><span class="code" data-testid="totp-${escape(entry.account)}">${entry.code}</span>
      <progress max="30" value="30" aria-label="${t('timeLeft')}"></progress>
      ${copyButton(entry.code, entry.label)}</span></div>`,
  )
}

function mail({ mails, fullMailboxes }) {
  const full = `<div class="row"><label>${t('address')} <input type="email" required data-for="mail/reject" /></label>
    <button type="button" class="plain" data-fill="mail/reject" data-testid="fill-mailbox">${t('fillMailbox')}</button></div>
    ${each(fullMailboxes, (address) => `<p class="row">${escape(address)} ${badge('bad', t('mailboxFull'))} ${sendButton(`mail/reject/${encodeURIComponent(address)}`, t('emptyMailbox'), `empty-${address}`)}</p>`)}`
  const letter = ({ id, to, subject, text, at, stopAt, attachments, orders }) =>
    item(
      'mail',
      id,
      at,
      `<p><strong>${escape(subject)}</strong></p>
      <p class="quiet">${t('to')} ${escape(to)} · ${time(at)} ${orderLinks(orders)}</p>
      ${each(attachments, ({ filename }, index) => `<p><a href="/world/mails/${id}/attachments/${index}" target="_blank" rel="noopener">${escape(filename)}</a></p>`)}
      <details id="text-${id}"><summary>${t('read')}</summary><p class="letter">${escape(text)}</p></details>
      ${stopAt ? `<p>${sendButton(`mails/${id}/stop`, t('unsubscribe'), 'unsubscribe')}</p>` : ''}`,
      'mail',
    )
  const letters = newestFirst('mail', mails, letter)
  return full + (letters || nothing())
}

function tax({ invoices, taxFails }) {
  const mode = `<p class="row">${taxFails ? badge('bad', t('taxFails')) : ''} ${sendButton(`tax/mode/${taxFails ? 'normal' : 'failing'}`, t(taxFails ? 'taxRecover' : 'taxFail'), 'tax-mode')}</p>`
  const items = newestFirst('tax', invoices, (invoice) => {
    const state = !invoice.done
      ? badge('warn', t('issuing'))
      : invoice.failure
        ? badge('bad', invoice.failure)
        : ''
    const files = ['pdf', 'xml', 'ofd'].map(
      (type) =>
        `<a href="/tax/${escape(invoice.serial)}.${type}" target="_blank" rel="noopener">${type.toUpperCase()}</a>`,
    )
    return item(
      'invoice',
      invoice.serial,
      invoice.requestedAt,
      `<p>${badge(invoice.colour === 'red' ? 'bad' : 'info', t(invoice.colour))} <strong>${yuan(invoice.totalFen)}</strong> ${state}</p>
      <p>${escape(invoice.buyer.name)}</p>
      <p class="quiet">${escape(invoice.number)} · ${escape(invoice.issuedAt)} ${orderLinks(invoice.orders)}</p>
      ${invoice.reverses ? `<p class="quiet">${t('reverses')} ${escape(invoice.reverses)}</p>` : ''}
      ${invoice.done && !invoice.failure ? `<p class="row">${files.join(' ')}</p>` : ''}`,
      `invoice-${invoice.orderNo}`,
    )
  })
  return mode + (items || nothing())
}

function outages({ outages: providers }) {
  return each(
    providers,
    ({
      provider,
      secondsLeft,
    }) => `<div class="item row between" id="outage-${provider}" data-testid="outage-${provider}">
      <span>${t(`provider-${provider}`)} ${secondsLeft ? badge('bad', `${t('downFor')} ${secondsLeft}`) : badge('good', t('up'))}</span>
      <span class="row">${sendButton(`outages/${provider}`, t('down'), `down-${provider}`)}
      ${secondsLeft ? sendButton(`outages/${provider}`, t('upAgain'), `up-${provider}`, { seconds: 0 }) : ''}</span></div>`,
  )
}

/** The sections by columns that they never leave; those of the first row are as wide as the page. */
export const columns = [
  { tour, registry, phones },
  { alipay, wechatpay, bank },
  { courier, usb },
  { authenticator, mail, tax, outages },
]
export const sections = Object.assign({}, ...columns)

/** What waits for somebody to act, by section: the element it is at, what to do there, which order it is of. */
export const waiting = {
  alipay: ({ trades }) =>
    trades.filter(isOpen).map(({ outTradeNo, totalAmount, orders }) => ({
      at: idOf('trade', outTradeNo),
      todo: `${t('pay')} ¥${totalAmount}`,
      orders,
    })),
  wechatpay: ({ wechatTrades }) =>
    wechatTrades
      .filter(({ state }) => state === 'NOTPAY')
      .map(({ outTradeNo, totalFen, orders }) => ({
        at: idOf('wechat-trade', outTradeNo),
        todo: `${t('pay')} ${yuan(totalFen)}`,
        orders,
      })),
  courier: ({ shipments }) =>
    shipments.filter(isUnderWay).map(({ waybillNo, last, orders }) => ({
      at: idOf('waybill', waybillNo),
      todo: `${t(last ? 'deliverIt' : 'ship-picked-up')} ${waybillNo}`,
      orders,
    })),
  outages: ({ outages: providers }) =>
    providers
      .filter(({ secondsLeft }) => secondsLeft)
      .map(({ provider }) => ({
        at: `outage-${provider}`,
        todo: `${t(`provider-${provider}`)} ${t('downNow')}`,
        orders: [],
      })),
}
