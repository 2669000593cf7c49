import { createSubscriber } from 'svelte/reactivity'

const subscribe = createSubscriber((update) => {
  const timer = setInterval(update, 1000)
  return () => clearInterval(timer)
})

/** The time, ticking every second for whatever on the page reads it. */
export const clock = {
  get now(): number {
    subscribe()
    return Date.now()
  },
}
