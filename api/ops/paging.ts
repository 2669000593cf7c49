import { z } from 'zod'
import { priorities } from '../../domain/assignment.ts'
import { beijingDate } from '../../domain/working-days.ts'
import { Problem } from '../problems.ts'

/** Rows of one page of a list. */
export const PAGE_SIZE = 50
/** Rows that are read again together because they changed. */
export const MOST_CHANGED = 50

const DAY = 86_400_000
const BEIJING = 8 * 3_600_000

/** Now, and when the day ends in Beijing. */
export function clockOf(now: Date): { now: Date; dayEnds: Date } {
  return { now, dayEnds: new Date(Date.parse(`${beijingDate(now)}T00:00:00Z`) + DAY - BEIJING) }
}

const placeInList = z.tuple([z.enum(priorities), z.iso.datetime().nullable(), z.string().max(64)])
type PlaceInList = z.infer<typeof placeInList>

/** Where a page begins, as it stands in `after`. */
export const afterRow = z.string().max(200).optional().describe('`next` of the page before')
export const nextPage = z.string().nullable().describe('Give it as `after`; null on the last page')

export const writeKey = (place: PlaceInList) => Buffer.from(JSON.stringify(place)).toString('base64url')

/** @throws Problem invalidInput when it is not one of ours. */
export function readKey(written: string): PlaceInList {
  try {
    return placeInList.parse(JSON.parse(Buffer.from(written, 'base64url').toString()))
  } catch {
    throw new Problem('invalidInput')
  }
}

export const counts = z
  .object({
    all: z.number().int(),
    overdue: z.number().int(),
    today: z.number().int().describe('Due before the day ends in Beijing'),
  })
  .meta({ id: 'WorkCounts' })

/** Of a list: due when. */
export const dueFilter = z.enum(['overdue', 'today']).optional()
/** Of a list: whose. */
export const assigneeFilter = z
  .union([z.enum(['me', 'nobody']), z.string().regex(/^[a-z0-9._-]{1,40}$/)])
  .optional()
  .describe('`me`, `nobody`, or a user name')

/** A user name; null: nobody's; undefined: whoever's. */
export function assigneeOf(asked: string | undefined, me: string): string | null | undefined {
  return asked === 'me' ? me : asked === 'nobody' ? null : asked
}
