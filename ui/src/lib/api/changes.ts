// One stream of changes for all tabs of a browser: it allows six connections to one host. Of the visible tabs one holds
// the lock, reads the stream and passes on what it hears; when it goes, the browser gives the lock to the next.

type Listener = (no: string) => void

const POLL_MS = 3000

/**
 * Calls back with the number of each order that changed, and with '' when anything may have: at once, whenever the tab
 * comes into view, and now and then while the stream is down. A tab in the background holds nothing and hears nothing.
 * @param address of the stream
 * @returns what ends it
 */
export function onChanges(address: string, listener: Listener): () => void {
  let leave: (() => void) | undefined
  const look = () => {
    leave?.()
    leave = document.visibilityState === 'hidden' ? undefined : join(address, listener)
  }
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    document.removeEventListener('visibilitychange', look)
    leave?.()
  }
}

function join(address: string, listener: Listener): () => void {
  const others = new BroadcastChannel(address)
  others.onmessage = ({ data }: MessageEvent<string>) => listener(data)
  const tell: Listener = (no) => {
    listener(no)
    others.postMessage(no)
  }
  const leaving = new AbortController()
  const { signal } = leaving
  navigator.locks
    .request(address, { signal }, () => read(address, tell, signal))
    .catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  listener('')
  return () => {
    leaving.abort()
    others.close()
  }
}

/** Reads the stream for everybody until it is left. */
function read(address: string, tell: Listener, left: AbortSignal): Promise<void> {
  const open = () => {
    const stream = new EventSource(address)
    stream.addEventListener('changed', ({ data }: MessageEvent<string>) => tell(data))
    return stream
  }
  let stream = open()
  // A network that cuts or holds back the stream must not leave the pages standing.
  const poll = setInterval(() => {
    if (stream.readyState === EventSource.OPEN) return
    if (stream.readyState === EventSource.CLOSED) stream = open()
    tell('')
  }, POLL_MS)
  return new Promise((done) => {
    left.addEventListener('abort', () => {
      clearInterval(poll)
      stream.close()
      done()
    })
  })
}
