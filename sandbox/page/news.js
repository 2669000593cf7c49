// What is new on the page: things that came and have not been looked at yet, remembered in this browser.

const KEY = 'news'
const LOOKED_AT_MS = 1500
const keyOf = ({ id, dataset }) => `${id}@${dataset.at}`

// What was there at the first visit is not new. Things seen since then are kept by name until none is left to see.
const memory = JSON.parse(localStorage.getItem(KEY) ?? 'null') ?? { since: Date.now(), seen: [] }
const seen = new Set(memory.seen)
let { since } = memory
const keep = () => localStorage.setItem(KEY, JSON.stringify({ since, seen: [...seen] }))
keep()

const isNew = (element) => Number(element.dataset.at) > since && !seen.has(keyOf(element))

let changed = () => {}
const timers = new Map()
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target))
      if (isIntersecting)
        timers.set(
          target,
          setTimeout(() => look(target), LOOKED_AT_MS),
        )
    }
  },
  { threshold: 0.3 },
)

function look(element) {
  if (!element.isConnected) return
  // Nobody looks at a page in the background: asked again once it is in front.
  if (document.hidden)
    return void timers.set(
      element,
      setTimeout(() => look(element), LOOKED_AT_MS),
    )
  seen.add(keyOf(element))
  observer.unobserve(element)
  delete element.dataset.new
  changed()
  keep()
}

/** Calls a function whenever something new has been looked at. */
export const onLook = (callback) => (changed = callback)

/** Marks what is new below an element, and gives how much of it there is. */
export function markNews(root) {
  const news = [...root.querySelectorAll('[data-at]')].filter(isNew)
  for (const element of news) {
    element.dataset.new = ''
    observer.observe(element)
  }
  return news.length
}
