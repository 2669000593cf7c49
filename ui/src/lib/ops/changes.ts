// One stream of changes for all that is on the page: browsers allow few connections to one host.

type Listener = (no: string) => void

const listeners = new Set<Listener>()
let source: EventSource | undefined

/**
 * Calls back with the number of each order that changed, and with '' once connected, when anything may have changed.
 * Ends with the returned function.
 */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener)
  if (source?.readyState === EventSource.OPEN) listener('')
  if (!source) {
    source = new EventSource('/api/ops/events')
    source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
      for (const each of listeners) each(data)
    })
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = undefined
  }
}

/** Whether changes arrive; while they do not, a page has to look by itself. */
export const hearsChanges = () => source?.readyState === EventSource.OPEN
