// The live page of the sandbox: reads /world, shows it, acts on it. No build step, no framework.
import { Idiomorph } from '/page/idiomorph.js'
import { escape, orderLinks } from '/page/html.js'
import { inspected } from '/page/keys.js'
import { markNews, onLook } from '/page/news.js'
import { columns, sections, waiting } from '/page/sections.js'
import { isEnglish, switchLanguage, t, translate } from '/page/words.js'

const find = (selector) => document.querySelector(selector)
const TOAST_MS = 6000
let toast

/** Whose things are shown, as the address says: of one order, of one organisation, or all. */
const wanted = new URLSearchParams(
  [...new URLSearchParams(location.search)].filter(
    ([name, value]) => ['order', 'organisation'].includes(name) && value.trim(),
  ),
)

function say(text, bad = false) {
  const status = find('#status')
  status.textContent = text
  status.classList.toggle('bad', bad)
  clearTimeout(toast)
  toast = setTimeout(() => (status.textContent = ''), TOAST_MS)
}

// What a person has typed, opened, chosen or not seen yet is theirs: drawing anew leaves it alone.
const owned = new Set(['INPUT value', 'DETAILS open', 'OPTION selected'])
const isOwned = (name, { tagName }) =>
  name === 'data-new' || name === 'aria-busy' || owned.has(`${tagName} ${name}`)
const morphing = {
  morphStyle: 'innerHTML',
  callbacks: { beforeAttributeUpdated: (name, element) => !isOwned(name, element) },
}

/** Draws a place when it changed: each thing in it stays the same element. */
function draw(place, html) {
  if (place.drawn === html) return
  Idiomorph.morph(place, html, morphing)
  place.drawn = html
}

/** Draws a section. Who had the focus keeps it, who has scrolled down a phone reads on. */
function show(section, html) {
  const body = find(`#${section} .body`)
  const hadFocus = body.contains(document.activeElement)
  const phones = [...body.querySelectorAll('.scroll')].filter(({ scrollTop }) => scrollTop > 0)
  const below = phones.map(({ scrollTop, scrollHeight }) => scrollHeight - scrollTop)
  draw(body, html || `<p class="quiet">${t('none')}</p>`)
  phones.forEach((phone, index) => (phone.scrollTop = phone.scrollHeight - below[index]))
  if (hadFocus && !body.contains(document.activeElement))
    find(`#${section} h2`).focus({ preventScroll: true })
}

/** What the page shows; undefined before it has been read. */
let world

/** What somebody is at: the thing with the focus, under the pointer, or the first below the bar. */
function inSight() {
  const below = find('#bar').getBoundingClientRect().bottom
  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > below && top < innerHeight
  }
  const at = [document.activeElement, ...document.querySelectorAll('main :hover')].map((element) =>
    element?.closest('main [id]'),
  )
  return (
    at.findLast((element) => element && element.id !== 'main' && isSeen(element)) ??
    [...document.querySelectorAll('main [data-at], main section')].find(isSeen)
  )
}

/** Does something to the page while what somebody is at stays where it is. */
function inPlace(change) {
  // Before the first drawing nobody reads anything.
  const anchor = world ? inSight() : undefined
  const before = anchor?.getBoundingClientRect().top
  change()
  if (!anchor?.isConnected) return
  const moved = anchor.getBoundingClientRect().top - before
  // Scrolling by nothing would stop a scroll that is under way.
  if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' })
}

function layOut() {
  translate()
  const language = find('#language')
  language.textContent = isEnglish() ? '中文' : 'English'
  language.lang = isEnglish() ? 'zh-CN' : 'en'
  find('#nav').ariaLabel = t('sections')
  find('#waiting').ariaLabel = t('todo')
  find('#nav').innerHTML = Object.keys(sections)
    .map((id) => `<a href="#${id}">${t(id)}<span class="counts"></span></a>`)
    .join('')
  const section = (id) =>
    `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title" tabindex="-1">${t(id)}</h2>
      <p class="quiet">${t(`${id}Hint`)}</p><div class="body"></div></section>`
  const [wide, ...rest] = columns.map((column) => Object.keys(column).map(section).join(''))
  find('#main').innerHTML =
    `${wide}<div class="columns">${rest.map((column) => `<div>${column}</div>`).join('')}</div>`
}

function showTimeLeft() {
  const left = 30 - (Math.floor(Date.now() / 1000) % 30)
  for (const bar of document.querySelectorAll('#authenticator progress')) bar.value = left
  return left
}

const MANY = 6
/** The chooser of orders: the newest as links, all of them in its list; and what is chosen. */
function showOrders(orders, { focus, organisations }) {
  const option = ({ no, organisations: names }) =>
    `<option value="${no}">${escape(names.join('、'))}</option>`
  draw(find('#orders'), orders.map(option).join(''))
  const recent = orders.slice(0, MANY).map(({ no }) => no)
  draw(
    find('#recent'),
    recent.length ? `<span class="quiet">${t('recent')}</span> ${orderLinks(recent)}` : '',
  )
  find('#chosen').hidden = !focus
  if (!focus) return
  const typed = wanted.get('order')
  const names = escape(organisations.map(({ name }) => name).join('、'))
  const isKnown = !typed || focus.orders.length > 0
  draw(
    find('#chosen'),
    `<p class="row"><span>${t(isKnown ? 'shownOnly' : 'notSeen')}</span>
      <strong>${typed ? escape(focus.orders[0] ?? typed) : names}</strong>
      ${typed ? names : orderLinks(focus.orders)}
      <a href="/" data-testid="show-all">${t('showAll')}</a></p>
      ${isKnown ? '' : `<p class="quiet">${t('notSeenHint')}</p>`}`,
  )
}

/** What waits for the visitor, in one line that is always there. */
function showWaiting() {
  const todos = Object.entries(waiting).flatMap(([id, list]) => list(world).map((todo) => ({ id, ...todo })))
  const link = ({ id, at, todo, orders }) =>
    `<a href="#${at}">${t(id)} · ${escape(todo)} ${orders.join(' ')}</a>`
  draw(
    find('#waiting'),
    todos.length
      ? `<strong>${t('todo')} ${todos.length}</strong>${todos.map(link).join('')}`
      : `<span>${t('nothingToDo')}</span>`,
  )
}

function showCounts() {
  for (const id of Object.keys(sections)) {
    const count = (name, number) =>
      number ? `<span class="count ${name}">${number}<span class="hidden"> ${t(name)}</span></span>` : ''
    const counts = count('todo', waiting[id]?.(world).length) + count('new', markNews(find(`#${id} .body`)))
    draw(find(`#nav a[href="#${id}"] .counts`), counts)
  }
}
onLook(showCounts)

async function refresh() {
  const read = async (path) => (await fetch(path)).json()
  const [state, orders, tour] = await Promise.all(
    [`/world?${wanted}`, '/world/orders', '/world/tour'].map(read),
  )
  inPlace(() => {
    world = { ...state, tour }
    showOrders(orders, world)
    for (const [id, render] of Object.entries(sections)) show(id, render(world))
  })
  showWaiting()
  showCounts()
  showTimeLeft()
}

async function act(path, body) {
  const response = await fetch(path, {
    method: 'POST',
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const answer = await response.json().catch(() => ({}))
  if (!response.ok) throw new Error(answer.message ?? response.statusText)
  return answer
}

async function tryPin(serial) {
  const input = find(`[data-pin-of="${serial}"]`)
  const { result, condition } = await act(`/world/keys/${serial}/pin`, { pin: input.value })
  input.value = ''
  inspected.set(serial, { ...condition, result })
  await refresh()
  say(result === 'signed' ? t('tried') : t(result), result !== 'signed')
}

/** What a button does, by the name of its data attribute. */
const actions = {
  /** Tells the world something: a path, and a body where one is needed. */
  send: (path, { body }) => act(`/world/${path}`, body && JSON.parse(body)).then(() => say(t('done'))),
  async fill(path) {
    const input = find(`[data-for="${path}"]`)
    if (!input.reportValidity()) return
    await act(`/world/${path}/${encodeURIComponent(input.value)}`)
    input.value = ''
    say(t('done'))
  },
  async copy(text) {
    await navigator.clipboard.writeText(text)
    say(t('copied') + text)
  },
  async copyAll(text) {
    await navigator.clipboard.writeText(text)
    say(t('copiedAll'))
  },
  pay: (no) => act(`/world/trades/${no}/pay`).then(() => say(t('paid'))),
  ship: (what) => act(`/world/shipments/${what}`).then(() => say(t('done'))),
  key: (what) => act(`/world/keys/${what}`).then(() => say(t('done'))),
  async look(serial) {
    inspected.set(serial, await (await fetch(`/world/keys/${serial}`)).json())
    await refresh()
  },
  try: tryPin,
  async payIn(way) {
    const typed = (name) => find(`[data-pay-in-of="${name}"]`).value.trim()
    await act('/world/bank/receipts', payInOf(way, typed('account'), Number(typed('amount')), typed('memo')))
    say(t('done'))
  },
}

/** A transfer as it was typed, or with what people get wrong. */
function payInOf(way, account, amount, memo) {
  const off = { short: -1, over: 1 }[way] ?? 0
  const spoiled = { 'no-memo': '', 'wrong-memo': memo.replace(/\d$/, (digit) => (Number(digit) + 1) % 10) }[
    way
  ]
  return { account, amount: (amount + off).toFixed(2), memo: spoiled ?? memo, times: way === 'twice' ? 2 : 1 }
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('button')
  if (!button) return
  if (button.id === 'language') {
    switchLanguage()
    layOut()
    await refresh()
    return
  }
  const [name, value] = Object.entries(button.dataset).find(([key]) => key in actions) ?? []
  // Not `disabled`: that would take the focus away.
  if (!name || button.ariaBusy === 'true') return
  button.ariaBusy = 'true'
  try {
    await actions[name](value, button.dataset)
  } catch (error) {
    say(t('failed') + error.message, true)
  } finally {
    button.ariaBusy = 'false'
  }
})
document.addEventListener('keydown', (event) => {
  const serial = event.key === 'Enter' && event.target.dataset?.pinOf
  if (serial) find(`[data-try="${serial}"]`).click()
  const path = event.key === 'Enter' && event.target.dataset?.for
  if (path) find(`[data-fill="${path}"]`).click()
})

layOut()
find('#order').value = wanted.get('order') ?? ''
find('#main').classList.toggle('one-order', wanted.has('order'))
await refresh()
// What the address names was not there yet when the browser looked for it.
if (location.hash)
  find(`[id="${CSS.escape(decodeURIComponent(location.hash.slice(1)))}"]`)?.scrollIntoView({
    behavior: 'instant',
  })
const events = new EventSource('/world/events')
const live = find('#live')
function connected(good) {
  live.dataset.word = good ? 'live' : 'lost'
  live.textContent = t(live.dataset.word)
  live.classList.toggle('lost', !good)
}
let pending
events.addEventListener('changed', () => {
  clearTimeout(pending)
  pending = setTimeout(() => void refresh().catch(() => {}), 80)
})
events.addEventListener('open', () => connected(true))
events.addEventListener('error', () => connected(false))
// One-time codes change, and invoices are issued, without anybody doing something.
setInterval(() => {
  const left = showTimeLeft()
  if (left === 30 || left % 3 === 0) void refresh().catch(() => {})
}, 1000)
