import { untrack } from 'svelte'
import { goto } from '$app/navigation'
import { page } from '$app/state'
import { onChanges } from '#lib/api/changes.ts'
import { listAddress } from './list-address.ts'
import { Live } from './live.svelte.ts'
import { merged } from './merge-rows.ts'
import type { WorkCounts } from './types.ts'

export interface WorkPage<Row> {
  rows: Row[]
  /** Where the next page begins; null on the last. */
  next: string | null
  counts: WorkCounts | null
}

/** What of a list is asked for besides its filter. */
interface Asked {
  after?: string
  /** Numbers of orders, apart by commas. */
  only?: string
}

/** Changes come in bursts: they are read together. */
const GATHER_MS = 400
/** When so many rows changed, the whole list is read. */
const MOST_CHANGED = 50

/**
 * A list of work. Its filter is its address; of an event only the rows that changed are read again. Belongs to the
 * component that makes it.
 */
export class WorkList<Row> {
  readonly live: Live<WorkPage<Row>>
  more = $state(false)
  /** What of the filter the page itself says. */
  readonly fixed: Readonly<Record<string, string>>

  readonly #read: (filter: Record<string, string>, asked: Asked) => Promise<WorkPage<Row>>
  readonly #order: { of: (row: Row) => string; before: (a: Row, b: Row) => boolean }
  #changed: string[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  /**
   * @param read one page of what a filter asks for
   * @param order of which order a row is (its number), and which of two comes first
   * @param fixed what of the filter the page itself says
   */
  constructor(
    read: (filter: Record<string, string>, asked: Asked) => Promise<WorkPage<Row>>,
    order: { of: (row: Row) => string; before: (a: Row, b: Row) => boolean },
    fixed: Record<string, string> = {},
  ) {
    this.#read = read
    this.#order = order
    this.fixed = fixed
    this.live = new Live(() => this.#readShown())
    let shown = page.url.search
    $effect(() => this.#follow())
    $effect(() => {
      if (page.url.search === shown) return
      shown = page.url.search
      this.live.value = undefined
      void this.live.refresh()
    })
  }

  /** The filter as the address says it. */
  get query(): Record<string, string> {
    return Object.fromEntries(page.url.searchParams)
  }

  get rows(): Row[] {
    return this.live.value?.rows ?? []
  }

  /** The address of this list with one thing of its filter set, or unset by ''. */
  readonly address = (name: string, value: string): string =>
    listAddress(page.url.pathname, this.query, name, value)

  readonly choose = (name: string, value: string) =>
    goto(this.address(name, value), { reset: false, replace: true })

  /** Reads the next page. */
  async readMore(): Promise<void> {
    const { value } = this.live
    if (!value?.next || this.more) return
    this.more = true
    try {
      const { next, rows } = await this.#read(this.#filter(), { after: value.next })
      this.live.value = { ...value, next, rows: [...value.rows, ...rows] }
    } finally {
      this.more = false
    }
  }

  #filter() {
    return { ...this.query, ...this.fixed }
  }

  /** As many rows as are on the screen. */
  async #readShown(): Promise<WorkPage<Row>> {
    const shown = untrack(() => this.live.value?.rows.length ?? 0)
    let all = await this.#read(this.#filter(), {})
    while (all.rows.length < shown && all.next) {
      const { rows, next } = await this.#read(this.#filter(), { after: all.next })
      all = { ...all, rows: [...all.rows, ...rows], next }
    }
    return all
  }

  #follow(): () => void {
    const leave = untrack(() =>
      onChanges('/api/ops/events', (no) => {
        if (!no) return void this.live.refresh()
        this.#changed.push(no)
        this.#timer ??= setTimeout(() => void this.#readChanged(), GATHER_MS)
      }),
    )
    return () => {
      clearTimeout(this.#timer)
      leave()
    }
  }

  async #readChanged(): Promise<void> {
    this.#timer = undefined
    const changed = this.#changed.filter(
      (no, at, all) => /^\d{8}-\d+$|^tasks$/.test(no) && all.indexOf(no) === at,
    )
    this.#changed = []
    if (changed.length === 0) return
    if (changed.length > MOST_CHANGED || !this.live.value) return this.live.refresh()
    try {
      const { rows, counts } = await this.#read(this.#filter(), { only: changed.join(',') })
      const { value } = this.live
      if (value) this.live.value = { ...value, counts, rows: merged(value, changed, rows, this.#order) }
    } catch {
      // Says why, and shows what there is again when it can be read.
      await this.live.refresh()
    }
  }
}
