import { goto } from '$app/navigation'
import { page } from '$app/state'
import { Live } from './live.svelte.ts'

interface Asked {
  search: string
  state: string
  page: number
}

const asked = (): Asked => {
  const query = page.url.searchParams
  return {
    search: query.get('search') ?? '',
    state: query.get('state') ?? '',
    page: Math.max(1, Number(query.get('page')) || 1),
  }
}

/** A searched list. What is searched for stands in the address, so it can be bookmarked and gone back to. */
export class Listing<Row> extends Live<{ rows: Row[]; total: number }> {
  /** As typed; empty finds all. */
  search = $state(asked().search)
  /** As chosen; empty finds all. */
  state = $state(asked().state)

  /** Belongs to the component that makes it. @param read one page of what the address asks for */
  constructor(read: (wanted: Asked) => Promise<{ rows: Row[]; total: number }>) {
    super(() => read(asked()))
    let shown = page.url.search
    $effect(() => this.follow())
    $effect(() => {
      if (page.url.search === shown) return
      shown = page.url.search
      ;({ search: this.search, state: this.state } = asked())
      void this.refresh()
    })
  }

  get page(): number {
    return asked().page
  }

  /** Address of one page of what was typed. */
  readonly address = (at: number): string => {
    const typed = { search: this.search.trim(), state: this.state, page: at > 1 ? String(at) : '' }
    const wanted = Object.entries(typed)
      .filter(([, value]) => value)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    return [page.url.pathname, ...(wanted.length > 0 ? [wanted.join('&')] : [])].join('?')
  }

  readonly find = () => goto(this.address(1), { reset: false })
}
