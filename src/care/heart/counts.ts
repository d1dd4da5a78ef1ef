/** A group smaller than this could single somebody out. */
export const FEWEST = 5

/** So many of one kind; `rest` holds everything that is too few to be shown apart. */
export interface Counts {
  readonly apart: readonly { readonly name: string; readonly count: number }[]
  readonly rest: number
}

/** One thing that is counted. */
export interface Counted {
  /** Its group. */
  readonly name: string
  /** Whose it is; of those where nobody knows, all count as one person's. */
  readonly by: string
}

/**
 * Counts by group, such that none shown is of fewer than five people, the rest neither: from the smallest up, groups go
 * into the rest until five people stand in it. Many cases of one person are still his alone. Where all together are of
 * fewer than five, nothing is told (null).
 * @param never groups that are in the rest however many they are: units of fewer than five
 */
export function countsOf(all: readonly Counted[], never: ReadonlySet<string> = new Set()): Counts | null {
  if (peopleIn(all) < FEWEST) return null
  const groups = [...Map.groupBy(all, ({ name }) => name)].map(([name, of]) => ({
    name,
    of,
    people: never.has(name) ? 0 : peopleIn(of),
  }))
  groups.sort(
    (a, b) => b.people - a.people || b.of.length - a.of.length || a.name.localeCompare(b.name, 'zh-CN'),
  )
  const rest: Counted[] = []
  while (groups.length > 0) {
    const smallest = groups.at(-1)?.people ?? 0
    if (smallest >= FEWEST && (rest.length === 0 || peopleIn(rest) >= FEWEST)) break
    rest.push(...(groups.pop()?.of ?? []))
  }
  const apart = groups.map(({ name, of }) => ({ name, count: of.length }))
  return { apart: apart.sort((a, b) => b.count - a.count), rest: rest.length }
}

function peopleIn(all: readonly Counted[]): number {
  return new Set(all.map(({ by }) => by)).size
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
