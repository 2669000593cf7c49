// The live page of the sandbox: reads /world, shows it, acts on it. No build step, no framework.
import { inspected, sections, waiting } from '/page/sections.js'
import { isEnglish, switchLanguage, t, translate } from '/page/words.js'

const find = (selector) => document.querySelector(selector)
const TOAST_MS = 6000
let toast

function say(text, bad = false) {
  const status = find('#status')
  status.textContent = text
  status.classList.toggle('bad', bad)
  clearTimeout(toast)
  toast = setTimeout(() => (status.textContent = ''), TOAST_MS)
}

/** What marks an element, so that it is found again after its section was drawn anew. */
const mark = (element) => JSON.stringify({ ...element.dataset })

/** Draws a section when it changed. Typed text, opened details and the focus stay where they were. */
function show(section, html) {
  const body = find(`#${section} .body`)
  if (body.dataset.shown === html) return
  const typed = [...body.querySelectorAll('input, select')].map((input) => [mark(input), input.value])
  const opened = [...body.querySelectorAll('details')].map(({ dataset, open }) => [dataset.keep, open])
  const focused = body.contains(document.activeElement) ? mark(document.activeElement) : undefined

  body.innerHTML = html || `<p class="quiet">${t('none')}</p>`
  body.dataset.shown = html
  for (const input of body.querySelectorAll('input, select')) {
    input.value = typed.find(([key]) => key === mark(input))?.[1] ?? input.value
  }
  for (const details of body.querySelectorAll('details')) {
    details.open = opened.find(([key]) => key === details.dataset.keep)?.[1] ?? details.open
  }
  if (focused) {
    const again = [...body.querySelectorAll('button, input, select, a, summary, [tabindex]')]
    const target = again.find((element) => mark(element) === focused) ?? find(`#${section} h2`)
    target.focus({ preventScroll: true })
  }
}

function layOut() {
  translate()
  const language = find('#language')
  language.textContent = isEnglish() ? '中文' : 'English'
  language.lang = isEnglish() ? 'zh-CN' : 'en'
  find('#nav').ariaLabel = t('sections')
  find('#nav').innerHTML = Object.keys(sections)
    .map((id) => `<a href="#${id}">${t(id)}<span class="count" hidden></span></a>`)
    .join('')
  const section = (id) =>
    `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title" tabindex="-1">${t(id)}</h2>
      <p class="quiet">${t(`${id}Hint`)}</p><div class="body"></div></section>`
  const [first, ...rest] = Object.keys(sections)
  find('#main').innerHTML = `${section(first)}<div class="columns">${rest.map(section).join('')}</div>`
}

function showTimeLeft() {
  const left = 30 - (Math.floor(Date.now() / 1000) % 30)
  for (const bar of document.querySelectorAll('progress')) bar.value = left
  return left
}

async function refresh() {
  const world = await (await fetch('/world')).json()
  for (const [id, render] of Object.entries(sections)) {
    show(id, render(world))
    const count = waiting[id]?.(world) ?? 0
    const place = find(`#nav a[href="#${id}"] .count`)
    place.textContent = count
    place.hidden = count === 0
  }
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
await refresh()
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
