/**
 * A list in which some rows were read again: they are where they belong now, or gone. What belongs behind the last row
 * that is shown comes with the next page, if there is one.
 */
export function merged<Row>(
  shown: { rows: Row[]; next: string | null },
  changed: readonly string[],
  read: readonly Row[],
  { of, before }: { of: (row: Row) => string; before: (a: Row, b: Row) => boolean },
): Row[] {
  const rows = shown.rows.filter((row) => !changed.includes(of(row)))
  for (const row of read) {
    const at = rows.findIndex((other) => before(row, other))
    if (at >= 0) rows.splice(at, 0, row)
    else if (!shown.next) rows.push(row)
  }
  return rows
}

interface Due {
  priority: 'urgent' | 'normal'
}

/** Which of two pieces of work comes first: the urgent, then what is due sooner; what has no time comes last. */
export function moreUrgent(a: Due & { due: string | null; id: string }, b: typeof a): boolean {
  if (a.priority !== b.priority) return a.priority === 'urgent'
  if (a.due !== b.due) return b.due === null || (a.due !== null && a.due < b.due)
  return a.id < b.id
}
