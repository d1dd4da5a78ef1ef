/** A group smaller than this could single somebody out. */
export const FEWEST = 5

/** So many of one kind; `rest` holds everything that is too few to be shown apart. */
export interface Counts {
  readonly apart: readonly { readonly name: string; readonly count: number }[]
  readonly rest: number
}

/**
 * Counts by group, such that none shown is under five, the rest neither: from the smallest up, groups go into the rest
 * until it has five itself. Where all together are under five, only the rest is left, and is not told (null).
 */
export function countsOf(names: readonly string[]): Counts | null {
  if (names.length < FEWEST) return null
  const groups = [...Map.groupBy(names, name => name)].map(([name, all]) => ({ name, count: all.length }))
  const bySize = groups.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'zh-CN'))
  let rest = 0
  while (bySize.length > 0) {
    const smallest = bySize.at(-1)?.count ?? 0
    if (smallest >= FEWEST && (rest === 0 || rest >= FEWEST)) break
    rest += smallest
    bySize.pop()
  }
  return { apart: bySize, rest }
}

/** The first day of a quarter, and the first after it. @param quarter `2026Q3` */
export function daysOf(quarter: string): { from: string; before: string } {
  const from = Temporal.PlainDate.from({
    year: Number(quarter.slice(0, 4)),
    month: 3 * Number(quarter.slice(5)) - 2,
    day: 1,
  })
  return { from: from.toString(), before: from.add({ months: 3 }).toString() }
}

/** The last quarters that are over, the newest first. @param today `YYYY-MM-DD` */
export function quartersOver(today: string, many: number): string[] {
  const now = Temporal.PlainDate.from(today)
  const first = now.with({ day: 1 }).subtract({ months: (now.month - 1) % 3 })
  return Array.from({ length: many }, (_, at) => {
    const { year, month } = first.subtract({ months: 3 * (at + 1) })
    return `${year}Q${(month + 2) / 3}`
  })
}
