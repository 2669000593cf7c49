// What each section of the page shows, as HTML of the world's state.
import { isEnglish, t } from '/page/words.js'

const escape = (value) => String(value ?? '').replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
const each = (list, render) => list.map(render).join('')
const badge = (tone, text) => `<span class="badge ${tone}">${escape(text)}</span>`
const yuan = (fen) => `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}`

const format = (at, options) =>
  new Intl.DateTimeFormat(isEnglish() ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', ...options }).format(
    new Date(at),
  )
const time = (at) =>
  format(at, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = (at) => format(at, { dateStyle: 'medium' })

const copyButton = (value, label) =>
  `<button class="plain small" type="button" data-copy="${escape(value)}" aria-label="${t('copy')} ${escape(label)}">${t('copy')}</button>`
/** A fact that one click copies. */
const fact = (word, value) =>
  `<dt>${t(word)}</dt><dd><button class="fact" type="button" data-copy="${escape(value)}" aria-label="${t('copy')} ${t(word)} ${escape(value)}">${escape(value)}</button></dd>`

function registry({ organisations }) {
  return each(
    organisations,
    ({ legalRepresentative: legal, operator, address, account, ...company }, index) => {
      const active = company.status.startsWith('在营')
      return `<details data-keep="${company.uscc}" ${index === 0 ? 'open' : ''}>
      <summary><strong>${escape(company.name)}</strong> ${badge(active ? 'good' : 'bad', company.status)}</summary>
      <div class="cards">
        <div class="item"><h3>${t('organisation')}</h3><dl>
          ${fact('name', company.name)}${fact('uscc', company.uscc)}${fact('invoiceEmail', company.invoiceEmail)}
          ${fact('bank', account.bank)}${fact('account', account.number)}
          ${each(['province', 'city', 'district', 'street'], (part) => fact(part, address[part]))}</dl></div>
        <div class="item"><h3>${t('legal')}</h3><dl>
          ${fact('personName', legal.name)}${fact('idNumber', legal.idNumber)}${fact('phone', legal.phone)}
          ${fact('bankCard', legal.bankCard)}</dl></div>
        <div class="item"><h3>${t('operator')}</h3><dl>
          ${fact('personName', operator.name)}${fact('idNumber', operator.idNumber)}${fact('phone', operator.phone)}
          ${fact('email', operator.email)}</dl></div>
      </div></details>`
    },
  )
}

function phones({ messages }) {
  const byPhone = Map.groupBy(messages, (sms) => sms.phone)
  return each([...byPhone], ([phone, list]) => {
    const owner = list[0].owner ?? ''
    return `<div class="phone" data-testid="phone-${phone}">
      <h3><span>${escape(owner)}</span><span>${phone}</span></h3>
      <div class="scroll" tabindex="0" role="group" aria-label="${escape(owner)} ${phone}">
      ${each(list.slice(0, 20), (sms) => {
        const code = /(?:验证码|密码为|code is |password is )(\d{6,8})/.exec(sms.text)?.[1]
        return `<div class="bubble"><p data-testid="sms-text">${escape(sms.text)}</p>
          <p class="quiet">${time(sms.at)} ${code ? copyButton(code, code) : ''}</p></div>`
      })}
      </div></div>`
  })
}

const isOpen = (trade) => trade.status === 'NOT_SCANNED' || trade.status === 'WAIT_BUYER_PAY'

function alipay({ trades, buyer, notices }) {
  const untold = new Set(notices.filter(({ channel }) => channel === 'alipay').map(({ subject }) => subject))
  const balance = `<p>${t('balance')} <strong>${yuan(buyer.balanceFen)}</strong> <span class="quiet">${buyer.logonId}</span></p>`
  if (trades.length === 0) return ''
  return (
    balance +
    each(trades, (trade) => {
      const no = escape(trade.outTradeNo)
      const state = isOpen(trade)
        ? 'waiting'
        : trade.refunds.length
          ? 'refunded'
          : trade.paidAt
            ? 'paid'
            : 'closed'
      const tone = { waiting: 'warn', paid: 'good', refunded: 'info', closed: 'dull' }[state]
      return `<div class="item" data-testid="trade-${no}">
        <p><strong class="amount">¥${escape(trade.totalAmount)}</strong> ${badge(tone, t(state))} ${untold.has(trade.outTradeNo) ? badge('bad', t('untold')) : ''}</p>
        <p>${escape(trade.subject)}</p><p class="quiet">${no} · ${time(trade.createdAt)}</p>
        ${
          isOpen(trade)
            ? `<div class="row"><button type="button" data-pay="${no}" data-testid="pay">${t('pay')}</button>
              <a href="/alipay/pay/${no}" target="_blank" rel="noopener">${t('cashier')}</a></div>`
            : ''
        }</div>`
    })
  )
}

const testIds = {
  pickedUp: 'picked-up',
  inTransit: 'in-transit',
  outForDelivery: 'out-for-delivery',
  delivered: 'delivered',
}

function courier({ shipments, operations }) {
  return each(shipments, ({ waybillNo, recipient, remark, routes }) => {
    const ended = routes.some((route) => route.opCode === '80')
    const possible = ended ? [] : operations.filter((name) => (name === 'pickedUp') === (routes.length === 0))
    const main = (name) => name === 'delivered' || name === 'pickedUp'
    return `<div class="item" data-testid="waybill-${escape(waybillNo)}">
      <p><strong>${escape(waybillNo)}</strong> ${routes.length ? badge(ended ? 'good' : 'info', t(operations.find((name) => name === opNames[routes.at(-1).opCode]) ?? '')) : badge('warn', t('awaitingPickUp'))}</p>
      <p>${t('to')} ${escape(recipient.name)} ${escape(recipient.phone)}</p>
      <p class="quiet">${escape(recipient.address)}</p><p class="quiet">${escape(remark)}</p>
      ${routes.length ? `<ol class="route">${each([...routes].reverse(), (route) => `<li><span class="quiet">${time(route.at)} ${escape(route.place)}</span> ${escape(route.remark)}</li>`)}</ol>` : ''}
      ${possible.length ? `<div class="row">${each(possible, (name) => `<button type="button" class="${main(name) ? '' : 'plain'}" data-ship="${escape(waybillNo)}/${name}" data-testid="${testIds[name]}">${t(name)}</button>`)}</div>` : ''}
      </div>`
  })
}
const opNames = { 50: 'pickedUp', 30: 'inTransit', 44: 'outForDelivery', 80: 'delivered' }

/** What was seen inside keys, by serial number: it is read only when somebody asks. */
export const inspected = new Map()

const stationName = (place) => `${t('station')} ${place.slice('station-'.length)}`
const move = (key, place, label, id) =>
  `<button type="button" class="plain" data-key="${key.serial}/place/${place}" data-testid="${id}" aria-label="${label} ${key.serial}">${label}</button>`

function insideOf(serial) {
  const look = inspected.get(serial)
  if (!look) return ''
  const warning = look.locked ? 'locked' : look.finalTry ? 'finalTry' : look.countLow ? 'countLow' : ''
  const { result } = look
  return `<dl class="plain"><dt>${t('label')}</dt><dd>${escape(look.label)} · ${escape(look.model)}</dd></dl>
    ${look.certificates.length ? '' : badge('dull', t('blank'))} ${warning ? badge('bad', t(warning)) : ''}
    ${each(
      look.certificates,
      (certificate) => `<dl class="plain" data-testid="key-certificate">
      <dt>${t('subject')}</dt><dd>${escape(certificate.subject.replaceAll('\n', ', '))}</dd>
      <dt>${t('issuer')}</dt><dd>${escape(certificate.issuer.replaceAll('\n', ', '))}</dd>
      <dt>${t('validity')}</dt><dd>${day(certificate.notBefore)} – ${day(certificate.notAfter)}</dd></dl>`,
    )}
    ${result ? `<p class="${result === 'signed' ? 'good' : 'bad'}" data-testid="pin-result">${t(result)}</p>` : ''}`
}

function key(entry, stations) {
  const { serial, place } = entry
  const atDesk = place === 'desk' || place === 'desk-port'
  const buttons =
    place === 'box'
      ? each(stations, (station) =>
          move(entry, station, `${t('plugStation')} ${station.slice('station-'.length)}`, `plug-${station}`),
        )
      : place === 'desk'
        ? move(entry, 'desk-port', t('plugDesk'), 'plug-desk')
        : place === 'desk-port'
          ? move(entry, 'desk', t('unplug'), 'unplug')
          : place.startsWith('station-')
            ? move(entry, 'box', t('unplug'), 'unplug')
            : ''
  const desk = `<button type="button" class="plain" data-look="${serial}" data-testid="look" aria-label="${t('look')} ${serial}">${t('look')}</button>
    <label>${t('pin')} <input type="password" autocomplete="off" inputmode="numeric" data-pin-of="${serial}" /></label>
    <button type="button" data-try="${serial}" data-testid="try-pin" aria-label="${t('try')} ${serial}">${t('try')}</button>`
  return `<div class="item key" data-testid="key-${serial}"><p class="serial">${serial}</p>
    ${atDesk ? insideOf(serial) : ''}<div class="row">${buttons}${atDesk ? desk : ''}</div></div>`
}

function usb({ keys, stations }) {
  const used = keys.map(({ place }) => place).filter((place) => place.startsWith('station-'))
  const order = ['desk-port', 'desk', ...new Set([...stations, ...used]), 'parcel', 'box']
  return each(order, (place) => {
    const here = keys.filter((entry) => entry.place === place)
    if (here.length === 0) return ''
    const title = place.startsWith('station-') ? stationName(place) : t(place)
    return `<div class="group ${place}"><h3>${title}</h3><div class="keys">${each(here, (entry) => key(entry, stations))}</div></div>`
  })
}

function authenticator({ authenticator: entries }) {
  return each(
    entries,
    (entry) => `<div class="item row between"><span>${escape(entry.label)}</span>
      <span class="row"><span class="code" data-testid="totp-${escape(entry.account)}">${entry.code}</span>
      <progress max="30" value="30" aria-label="${t('timeLeft')}"></progress>
      ${copyButton(entry.code, entry.label)}</span></div>`,
  )
}

function mail({ mails }) {
  return each(
    mails,
    (letter) => `<div class="item" data-testid="mail"><p><strong>${escape(letter.subject)}</strong></p>
      <p class="quiet">${t('to')} ${escape(letter.to)} · ${time(letter.at)}</p>
      ${each(letter.attachments, (attachment, index) => `<p><a href="/world/mails/${letter.id}/attachments/${index}" target="_blank" rel="noopener">${escape(attachment.filename)}</a></p>`)}
      <details data-keep="${letter.id}"><summary>${t('read')}</summary><p class="letter">${escape(letter.text)}</p></details></div>`,
  )
}

function tax({ invoices }) {
  return each(invoices, (invoice) => {
    const state = !invoice.done
      ? badge('warn', t('issuing'))
      : invoice.failure
        ? badge('bad', invoice.failure)
        : ''
    const files = ['pdf', 'xml'].map(
      (type) =>
        `<a href="/tax/${escape(invoice.serial)}.${type}" target="_blank" rel="noopener">${type.toUpperCase()}</a>`,
    )
    return `<div class="item" data-testid="invoice-${escape(invoice.orderNo)}">
      <p>${badge(invoice.colour === 'red' ? 'bad' : 'info', t(invoice.colour))} <strong>${yuan(invoice.totalFen)}</strong> ${state}</p>
      <p>${escape(invoice.buyer.name)}</p>
      <p class="quiet">${escape(invoice.number)} · ${escape(invoice.issuedAt)}</p>
      ${invoice.reverses ? `<p class="quiet">${t('reverses')} ${escape(invoice.reverses)}</p>` : ''}
      ${invoice.done && !invoice.failure ? `<p class="row">${files.join(' ')}</p>` : ''}</div>`
  })
}

/** The sections in the order of the page. */
export const sections = { registry, phones, alipay, authenticator, usb, courier, mail, tax }

/** How many things in a section wait for somebody to act. */
export const waiting = {
  alipay: ({ trades }) => trades.filter(isOpen).length,
  courier: ({ shipments }) =>
    shipments.filter(({ routes }) => !routes.some((route) => route.opCode === '80')).length,
}
