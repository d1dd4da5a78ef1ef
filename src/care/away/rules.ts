import { addDays, dateOf, type HalfDay, nextHalf, previousHalf } from '../../kernel/half-day.ts'

/** A stretch from one half-day to another, both included. */
export interface Stretch {
  readonly from: HalfDay
  readonly to: HalfDay
}

/** The stretches, in order, of which those that overlap or follow each other without a half-day between are one. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const all: Stretch[] = []
  for (const { from, to } of stretches.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = all.at(-1)
    if (last && from <= nextHalf(last.to)) all[all.length - 1] = { from: last.from, to: later(last.to, to) }
    else all.push({ from, to })
  }
  return all
}

/** What is left of a stretch without the holes: the days for which somebody was called back to work. */
export function without(stretch: Stretch, holes: readonly Stretch[]): Stretch[] {
  let left: Stretch[] = [stretch]
  for (const hole of holes)
    left = left.flatMap(({ from, to }) => {
      if (hole.to < from || hole.from > to) return [{ from, to }]
      return [
        { from, to: previousHalf(hole.from) },
        { from: nextHalf(hole.to), to },
      ].filter(part => part.from <= part.to)
    })
  return left
}

/** The part of a stretch that lies within another; null where none does. */
export function within(stretch: Stretch, frame: Stretch): Stretch | null {
  const from = stretch.from > frame.from ? stretch.from : frame.from
  const to = stretch.to < frame.to ? stretch.to : frame.to
  return from <= to ? { from, to } : null
}

/** Why a journey cannot be reported. */
export type Unreported = 'INVALID_RANGE' | 'TOO_OLD' | 'TOO_FAR'

/**
 * Whether a journey can be reported on a day: in order, not longer gone than `back_days`, and not further off than
 * `furthest_days`, which is also how far back HR reports for somebody.
 * @returns null where nothing stands against it
 */
export function unreported(
  { back_days, furthest_days }: { readonly back_days: number; readonly furthest_days: number },
  { from, to }: Stretch,
  { today, office }: { readonly today: string; readonly office: boolean },
): Unreported | null {
  if (to < from) return 'INVALID_RANGE'
  if (dateOf(from) < addDays(today, -(office ? furthest_days : back_days))) return 'TOO_OLD'
  return dateOf(to) > addDays(today, furthest_days) ? 'TOO_FAR' : null
}

function later(a: HalfDay, b: HalfDay): HalfDay {
  return a > b ? a : b
}
