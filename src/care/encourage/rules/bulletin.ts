import type { EncourageTable } from './table.ts'

/** How somebody stands at the end of a month: what the bulletin adds up. Half-days; no name, no kind of leave. */
export interface Standing {
  readonly unit: string
  /** Of a 街道: those can be shown apart. */
  readonly street: boolean
  readonly leader: boolean
  /**
   * Annual leave of the year with what came over from the last; null where there is none to take: too short a
   * working life, one of the five cases of 条例 art. 4, or no number can be shown. Nobody is blamed for being ill.
   */
  readonly entitled: number | null
  /** Whether somebody has said what was left of it when the program came: days taken before are not known otherwise. */
  readonly checked: boolean
  readonly planned: number
  readonly taken: number
  readonly takenInMonth: number
  /** Given back because work called. */
  readonly cancelled: number
  /** Comp-days owed. */
  readonly comp: number
}

/** A line of the bulletin; half-days. */
export interface BulletinLine {
  /** Whose line it is; null = several units that are too small to be shown alone. */
  readonly unit: string | null
  readonly street: boolean
  /** Everybody, entitled or not: how many are not is never said. */
  readonly people: number
  readonly entitled: number
  readonly planned: number
  readonly taken: number
  readonly takenInMonth: number
  readonly cancelled: number
  readonly comp: number
  /** Taken of entitled, whole percent, rounded down; null where nobody is entitled. */
  readonly percent: number | null
  readonly below: boolean
}

export interface Bulletin {
  /** `YYYY-MM`. */
  readonly month: string
  /** The day the numbers are of: the month's last, or an earlier one. */
  readonly asOf: string
  /** Percent to have been taken by then. */
  readonly target: number
  /** Of all leaders; null where they, or the others, are too few. */
  readonly leaders: BulletinLine | null
  /** In the order given, small units last. */
  readonly lines: readonly BulletinLine[]
  /** Sum of the 街道 lines shown; null without one. */
  readonly streets: BulletinLine | null
  /** Null where all together are too few to be shown. */
  readonly total: BulletinLine | null
}

/**
 * 休假落实情况督查通报 of a month (2018 policy, clause 15). No line stands for fewer entitled people than `smallest`, nor
 * can one be worked out by taking lines from each other.
 * @param people in the order in which their units are to stand
 */
export function bulletinOf(
  { smallest, targets }: EncourageTable['bulletin'],
  about: { month: string; asOf: string },
  people: readonly Standing[],
): Bulletin {
  const target = targetOf(targets, Number(about.month.slice(5)))
  const groups = grouped(people, smallest)
  const lines = groups.map(group => lineOf(group.unit, group.street, group.people, target))
  const streets = groups.filter(({ street }) => street).flatMap(group => group.people)
  return {
    ...about,
    target,
    leaders: leadersOf(groups.length > 0 ? people : [], smallest, target),
    lines,
    streets: streets.length > 0 ? lineOf(null, true, streets, target) : null,
    total: groups.length > 0 ? lineOf(null, false, people, target) : null,
  }
}

/** How many of those who are entitled may have taken more than is known. */
export function uncheckedIn(people: readonly Standing[]): number {
  return people.filter(({ entitled, checked }) => entitled !== null && !checked).length
}

/** Percent that should have been taken by the end of a month: that of the first date not before it. */
export function targetOf(targets: EncourageTable['bulletin']['targets'], month: number): number {
  const coming = targets.toSorted((a, b) => a.through - b.through).find(({ through }) => through >= month)
  return coming?.percent ?? 0
}

interface Group {
  /** Null: several units. */
  unit: string | null
  street: boolean
  people: Standing[]
}

/** Units, and what is too small joined: 街道 with 街道 where that is enough, else all of it, else with the smallest unit. */
function grouped(people: readonly Standing[], smallest: number): Group[] {
  const units = Map.groupBy(people, ({ unit }) => unit)
  const all = [...units].map(([unit, members]) => ({
    unit,
    street: members.some(({ street }) => street),
    people: members,
  }))
  let shown: Group[] = all.filter(group => size(group) >= smallest)
  const small = all.filter(group => size(group) < smallest)
  const pools: Group[] = [false, true].flatMap(street => {
    const members = small.filter(group => group.street === street).flatMap(group => group.people)
    return members.length > 0 ? [{ unit: null, street, people: members }] : []
  })
  let rest = pools.some(pool => size(pool) < smallest) ? joined(pools) : pools
  while (rest.length === 1 && rest.some(pool => size(pool) < smallest)) {
    const [least] = shown.toSorted((a, b) => size(a) - size(b))
    if (!least) return []
    shown = shown.filter(group => group !== least)
    rest = joined([...rest, least])
  }
  return [...shown, ...rest]
}

function joined(groups: readonly Group[]): Group[] {
  if (groups.length === 0) return []
  return [
    {
      unit: null,
      street: groups.every(({ street }) => street),
      people: groups.flatMap(({ people }) => people),
    },
  ]
}

/** Head-counts are no cover: what a line says is about those who are entitled. */
function size({ people }: { people: readonly Standing[] }): number {
  return people.filter(({ entitled }) => entitled !== null).length
}

function leadersOf(people: readonly Standing[], smallest: number, target: number): BulletinLine | null {
  const leaders = people.filter(({ leader }) => leader)
  const others = size({ people: people.filter(({ leader }) => !leader) })
  if (size({ people: leaders }) < smallest || (others > 0 && others < smallest)) return null
  return lineOf(null, false, leaders, target)
}

function lineOf(
  unit: string | null,
  street: boolean,
  people: readonly Standing[],
  target: number,
): BulletinLine {
  const entitledOnes = people.filter(one => one.entitled !== null)
  const sum = (amount: (one: Standing) => number, of = entitledOnes) =>
    of.reduce((all, one) => all + amount(one), 0)
  const entitled = sum(one => one.entitled ?? 0)
  const taken = sum(one => one.taken)
  const percent = entitled === 0 ? null : Math.floor((taken * 100) / entitled)
  return {
    unit,
    street,
    people: people.length,
    entitled,
    planned: sum(one => one.planned),
    taken,
    takenInMonth: sum(one => one.takenInMonth),
    cancelled: sum(one => one.cancelled),
    comp: sum(one => one.comp, [...people]),
    percent,
    below: percent !== null && percent < target,
  }
}
