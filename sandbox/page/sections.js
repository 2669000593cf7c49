// What each section of the page shows, as HTML of the world's state.
import { badge, copyButton, day, each, escape, fact, nothing, sendButton, time, yuan } from '/page/html.js'
import { alipay, bank, isOpen, wechatpay } from '/page/money.js'
import { t } from '/page/words.js'

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
          ${each(['province', 'city', 'district', 'street'], (part) => fact(part, address[part]))}</dl>
          ${sendButton(`organisations/${company.uscc}/rename`, t('rename'), `rename-${company.uscc}`)}</div>
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

function phones({ messages, sms: { mode, modes } }) {
  const byPhone = Map.groupBy(messages, (sms) => sms.phone)
  const refusing = `<p class="row">${mode === 'normal' ? '' : badge('bad', t(`sms-${mode}`))} ${each(
    modes.filter((other) => other !== mode),
    (other) => sendButton(`sms/mode/${other}`, t(`sms-${other}`), `sms-${other}`),
  )}</p>`
  const shown = each([...byPhone], ([phone, list]) => {
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
  return refusing + (shown || nothing())
}

const kebab = (name) => name.replace(/[A-Z]/g, (char) => `-${char.toLowerCase()}`)
const parcelTones = { delivered: 'good', failedAttempt: 'warn', refused: 'bad', returned: 'bad', lost: 'bad' }

function courier({ shipments }) {
  return each(shipments, ({ waybillNo, recipient, remark, routes, last, possible }) => {
    const main = (name) => name === 'delivered' || name === 'pickedUp'
    return `<div class="item" data-testid="waybill-${escape(waybillNo)}">
      <p><strong>${escape(waybillNo)}</strong> ${last ? badge(parcelTones[last] ?? 'info', t(`ship-${kebab(last)}`)) : badge('warn', t('awaitingPickUp'))}</p>
      <p>${t('to')} ${escape(recipient.name)} ${escape(recipient.phone)}</p>
      <p class="quiet">${escape(recipient.address)}</p><p class="quiet">${escape(remark)}</p>
      ${routes.length ? `<ol class="route">${each([...routes].reverse(), (route) => `<li><span class="quiet">${time(route.at)} ${escape(route.place)}</span> ${escape(route.remark)}</li>`)}</ol>` : ''}
      ${possible.length ? `<div class="row">${each(possible, (name) => `<button type="button" class="${main(name) ? '' : 'plain'}" data-ship="${escape(waybillNo)}/${name}" data-testid="${kebab(name)}">${t(`ship-${kebab(name)}`)}</button>`)}</div>` : ''}
      </div>`
  })
}

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
  const pull =
    place === 'desk-port'
      ? sendButton(`keys/${serial}/clumsy`, t(entry.clumsy ? 'notClumsy' : 'clumsy'), 'clumsy')
      : ''
  const earlier = entry.earlier
    ? `<p>${badge('info', t('earlierKey'))} ${escape(entry.earlier.holder)} · ${t('until')} ${day(entry.earlier.until)} · ${t('firstPin')} ${escape(entry.earlier.pin)}</p>`
    : ''
  const marks = `${entry.foreign ? badge('warn', t('foreignKey')) : ''} ${entry.clumsy ? badge('bad', t('willPull')) : ''}`
  const wear = entry.wornOut
    ? badge('bad', t('wornOut'))
    : place === 'box' || place.startsWith('station-')
      ? sendButton(`keys/${serial}/wear-out`, t('wearOut'), `wear-out-${serial}`)
      : ''
  return `<div class="item key" data-testid="key-${serial}"><p class="serial">${serial} ${marks}</p>${earlier}
    ${atDesk ? insideOf(serial) : ''}<div class="row">${buttons}${pull}${wear}${atDesk ? desk : ''}</div></div>`
}

function usb({ keys, stations }) {
  const used = keys.map(({ place }) => place).filter((place) => place.startsWith('station-'))
  const order = [
    'desk-port',
    'desk',
    ...new Set([...stations, ...used]),
    'parcel',
    'returns',
    'box',
    'nowhere',
  ]
  const bring = `<p class="row">${sendButton('foreign-keys', t('bringForeign'), 'bring-foreign')}</p>`
  const groups = each(order, (place) => {
    const here = keys.filter((entry) => entry.place === place)
    if (here.length === 0) return ''
    const title = place.startsWith('station-') ? stationName(place) : t(place)
    return `<div class="group ${place}"><h3>${title}</h3><div class="keys">${each(here, (entry) => key(entry, stations))}</div></div>`
  })
  return groups + bring
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

function mail({ mails, fullMailboxes }) {
  const full = `<div class="row"><label>${t('address')} <input type="email" required data-for="mail/reject" /></label>
    <button type="button" class="plain" data-fill="mail/reject" data-testid="fill-mailbox">${t('fillMailbox')}</button></div>
    ${each(fullMailboxes, (address) => `<p class="row">${escape(address)} ${badge('bad', t('mailboxFull'))} ${sendButton(`mail/reject/${encodeURIComponent(address)}`, t('emptyMailbox'), `empty-${address}`)}</p>`)}`
  const letters = each(
    mails,
    (letter) => `<div class="item" data-testid="mail"><p><strong>${escape(letter.subject)}</strong></p>
      <p class="quiet">${t('to')} ${escape(letter.to)} · ${time(letter.at)}</p>
      ${each(letter.attachments, (attachment, index) => `<p><a href="/world/mails/${letter.id}/attachments/${index}" target="_blank" rel="noopener">${escape(attachment.filename)}</a></p>`)}
      <details data-keep="${letter.id}"><summary>${t('read')}</summary><p class="letter">${escape(letter.text)}</p></details></div>`,
  )
  return full + (letters || nothing())
}

function tax({ invoices, taxFails }) {
  const mode = `<p class="row">${taxFails ? badge('bad', t('taxFails')) : ''} ${sendButton(`tax/mode/${taxFails ? 'normal' : 'failing'}`, t(taxFails ? 'taxRecover' : 'taxFail'), 'tax-mode')}</p>`
  const items = each(invoices, (invoice) => {
    const state = !invoice.done
      ? badge('warn', t('issuing'))
      : invoice.failure
        ? badge('bad', invoice.failure)
        : ''
    const files = ['pdf', 'xml', 'ofd'].map(
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
  return mode + (items || nothing())
}

function outages({ outages: providers }) {
  return each(
    providers,
    ({ provider, secondsLeft }) => `<div class="item row between" data-testid="outage-${provider}">
      <span>${t(`provider-${provider}`)} ${secondsLeft ? badge('bad', `${t('downFor')} ${secondsLeft}`) : badge('good', t('up'))}</span>
      <span class="row">${sendButton(`outages/${provider}`, t('down'), `down-${provider}`)}
      ${secondsLeft ? sendButton(`outages/${provider}`, t('upAgain'), `up-${provider}`, { seconds: 0 }) : ''}</span></div>`,
  )
}

/** The sections in the order of the page. */
export const sections = {
  registry,
  phones,
  alipay,
  wechatpay,
  bank,
  authenticator,
  usb,
  courier,
  mail,
  tax,
  outages,
}

/** How many things in a section wait for somebody to act. */
export const waiting = {
  alipay: ({ trades }) => trades.filter(isOpen).length,
  wechatpay: ({ wechatTrades }) => wechatTrades.filter(({ state }) => state === 'NOTPAY').length,
  courier: ({ shipments }) =>
    shipments.filter(({ last }) => !['delivered', 'returned', 'lost'].includes(last)).length,
  outages: ({ outages: providers }) => providers.filter(({ secondsLeft }) => secondsLeft).length,
}
