import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onChanges } from './changes.ts'

// The locks and channels are Node's own; streams and the page's view are played.

const ADDRESS = '/api/ops/events'

class Stream extends EventTarget {
  static OPEN = 1
  static CLOSED = 2
  static open = new Set<Stream>()
  readyState = Stream.OPEN
  constructor() {
    super()
    Stream.open.add(this)
  }
  close() {
    this.readyState = Stream.CLOSED
    Stream.open.delete(this)
  }
  says(no: string) {
    this.dispatchEvent(new MessageEvent('changed', { data: no }))
  }
}

let view: EventTarget & { visibilityState: string }
const heard: Record<string, string[]> = {}
const ends: (() => void)[] = []

beforeEach(() => {
  view = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  vi.stubGlobal('document', view)
  vi.stubGlobal('EventSource', Stream)
})
afterEach(() => {
  for (const end of ends.splice(0)) end()
  vi.unstubAllGlobals()
})

function follow(name: string) {
  heard[name] = []
  const end = onChanges(ADDRESS, (no) => heard[name]!.push(no))
  ends.push(end)
  return end
}
const turn = (state: string) => {
  view.visibilityState = state
  view.dispatchEvent(new Event('visibilitychange'))
}
const oneStream = () =>
  vi.waitFor(() => {
    expect(Stream.open.size).toBe(1)
    return [...Stream.open][0]!
  })

it('many pages read one stream, and each hears every change', async () => {
  for (const name of ['first', 'second', 'third']) follow(name)
  const stream = await oneStream()
  stream.says('20261129-000001')
  await vi.waitFor(() => expect(Object.values(heard)).toEqual(Array(3).fill(['', '20261129-000001'])))
  expect(Stream.open.size).toBe(1)
})

it('when the page that reads it goes, another one reads on', async () => {
  const leave = follow('first')
  follow('second')
  const stream = await oneStream()
  leave()
  const next = await vi.waitFor(async () => {
    const open = await oneStream()
    expect(open).not.toBe(stream)
    return open
  })
  next.says('20261129-000002')
  expect(heard.second).toEqual(['', '20261129-000002'])
})

it('a page in the background holds no stream; in view again it looks at once', async () => {
  follow('only')
  await oneStream()
  turn('hidden')
  expect(Stream.open.size).toBe(0)
  turn('visible')
  expect(heard.only).toEqual(['', ''])
  await oneStream()
})

it('while the stream is down, pages look by themselves', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  follow('only')
  const stream = await oneStream()
  stream.close()
  vi.advanceTimersByTime(3000)
  expect(heard.only).toEqual(['', ''])
  expect(Stream.open.size).toBe(1)
  vi.useRealTimers()
})
