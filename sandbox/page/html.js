// Pieces of HTML that every section is made of.
import { isEnglish, t } from '/page/words.js'

export const escape = (value) => String(value ?? '').replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
export const each = (list, render) => list.map(render).join('')
export const badge = (tone, text) => `<span class="badge ${tone}">${escape(text)}</span>`
export const yuan = (fen) => `¥${(fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2 })}`

const format = (at, options) =>
  new Intl.DateTimeFormat(isEnglish() ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', ...options }).format(
    new Date(at),
  )
export const time = (at) =>
  format(at, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })
export const day = (at) => format(at, { dateStyle: 'medium' })

/** An id that a thing keeps, so that it stays the same element while others come and go. */
export const idOf = (kind, id) => `${kind}-${String(id).replace(/[^\w-]/g, '_')}`

/** A thing of a section: what it is, when it came. */
export const item = (kind, id, at, body, testid = idOf(kind, id)) =>
  `<div class="item" id="${idOf(kind, id)}" data-at="${at}" data-testid="${escape(testid)}">${body}</div>`

/** Links to everything of the orders whose numbers stand on a thing; shown with an order, it may have none. */
export const orderLinks = (orders) =>
  (orders.length ? '' : `<span class="unnumbered">${t('unnumbered')}</span>`) +
  each(orders, (no) => `<a class="order" href="?order=${no}" aria-label="${t('onlyOrder')} ${no}">${no}</a>`)

const FRESH = 8
/** Things of a section, the newest first; older ones that wait for nobody are folded away. */
export function newestFirst(section, things, render, waits = () => false) {
  const isShown = (thing, index) => index < FRESH || waits(thing)
  const older = things.filter((thing, index) => !isShown(thing, index))
  const fold = `<details class="older" id="older-${section}"><summary>${t('older')} ${older.length}</summary>${each(older, render)}</details>`
  return each(things.filter(isShown), render) + (older.length ? fold : '')
}

/** A button that tells the world something: where, and with which body. */
export const sendButton = (path, label, id, body) =>
  `<button type="button" class="plain small" data-send="${escape(path)}" ${body ? `data-body="${escape(JSON.stringify(body))}"` : ''} data-testid="${escape(id)}">${escape(label)}</button>`
export const nothing = () => `<p class="quiet">${t('none')}</p>`
const payFaultNames = ['silent', 'twice', 'late', 'forged', 'other-amount']
/** Ways to pay with a fault, for any provider: the path is where paying is told to the world. */
export const payFaults = (path, id = 'pay') =>
  `<details id="${idOf('faults', path)}"><summary>${t('payWithFault')}</summary><div class="row">
    ${each(payFaultNames, (how) => sendButton(path, t(`pay-${how}`), `${id}-${how}`, { how }))}</div></details>`

export const copyButton = (value, label) =>
  `<button class="plain small" type="button" data-copy="${escape(value)}" aria-label="${t('copy')} ${escape(label)}">${t('copy')}</button>`
/** A fact that one click copies. */
export const fact = (word, value) =>
  `<dt>${t(word)}</dt><dd><button class="fact" type="button" data-copy="${escape(value)}" aria-label="${t('copy')} ${t(word)} ${escape(value)}">${escape(value)}</button></dd>`
