// The rows of a list by keyboard: the focus itself moves, so a screen reader reads along.

const links = () => [...document.querySelectorAll<HTMLAnchorElement>('[data-row] a')]

/** The row that has the focus: its `data-row`. */
export const focusedRow = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset.row

/** Moves the focus to the next row, or the one before; to the first when none has it. */
export function moveFocus(by: 1 | -1): void {
  const all = links()
  const at = all.findIndex((link) => link.closest<HTMLElement>('[data-row]')?.dataset.row === focusedRow())
  const to = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]
  to?.focus()
  to?.closest('[data-row]')?.scrollIntoView({ block: 'nearest' })
}
