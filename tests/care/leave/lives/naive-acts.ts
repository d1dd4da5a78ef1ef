import {
  addDays,
  dateOf,
  type HalfDay,
  halfDay,
  halfDays,
  nextHalf,
} from '../../../../src/kernel/half-day.ts'
import { DONE, type NaiveLife, type Outcome, type Request } from './naive-life.ts'

/** Writes what was asked for down under the number it was given. */
type Written = (no: string) => void

const RECALLABLE: readonly string[] = ['annual', 'comp', 'personal']

/** The last one agrees. Where there is too little, nothing happens and it waits on. */
export function agreeIn(naive: NaiveLife, one: Request): Outcome {
  const old = one.replaces === null ? null : (naive.requests.get(one.replaces) ?? null)
  if (old && old.status !== 'approved') return 'gone'
  if (old && !naive.isAhead(old)) return 'begun'
  if (!naive.canCharge(one, old)) return DONE
  if (old) naive.giveBack(old, naive.daysOf(old))
  naive.charge(one)
  const root = one.extends === null ? null : naive.requests.get(one.extends)
  if (root) {
    const end = naive.chain(root).at(-1)?.to ?? root.to
    const follows = one.from > end && one.from <= naive.dueBack(end)
    if (root.status !== 'approved' || root.back !== null || !follows) {
      naive.giveBack(one, naive.daysOf(one))
      return 'gone'
    }
  }
  if (old) old.status = 'withdrawn'
  one.status = 'approved'
  return DONE
}

export function withdrawIn(naive: NaiveLife, one: Request): Outcome {
  if (one.status === 'approved') {
    if (!naive.isAhead(one)) return 'decided'
    // The last part of a leave goes first: that one is named.
    if (!isLast(naive, one)) return 'held'
    naive.giveBack(one, naive.daysOf(one))
  }
  one.status = 'withdrawn'
  return DONE
}

/** Other dates: what waits is replaced at once, what is approved stands until they are agreed to. */
export function changeIn(
  naive: NaiveLife,
  one: Request,
  { from, to }: { from: HalfDay; to: HalfDay },
): Outcome | Written {
  const stands = one.status === 'approved' ? one : one.replaces && naive.requests.get(one.replaces)
  if (stands && (stands.status !== 'approved' || !naive.isAhead(stands))) return 'gone'
  const waiting = stands
    ? naive.alive().filter(other => other.status === 'pending' && other.replaces === stands.no)
    : [one]
  const replaces = stands ? stands.no : null
  const except = [...waiting.map(({ no }) => no), ...(replaces ? [replaces] : [])]
  if (naive.judge({ kind: one.kind, from, to, except, back: replaces }) !== DONE) return 'clash'
  return no => {
    for (const other of waiting) other.status = 'withdrawn'
    naive.add({ no, kind: one.kind, from, to, replaces })
  }
}

/** So many half-days more, right after the end. */
export function extendIn(naive: NaiveLife, root: Request, more: number): Outcome | Written {
  const { kind } = root
  const end = naive.chain(root).at(-1)?.to ?? root.to
  const due = naive.dueBack(end)
  const from = naive.days(kind, nextHalf(end), due)[0] ?? due
  let to = from
  while (naive.days(kind, from, to).length < more) to = nextHalf(to)
  if (naive.waitingFor(root)) return 'gone'
  if (naive.today >= dateOf(due)) return 'late'
  if (naive.judge({ kind, from, to, except: [], back: null }) !== DONE) return 'clash'
  return no => naive.add({ no, kind, from, to, extends: root.no })
}

/** He is back, or says by when he will be. */
export function returnIn(naive: NaiveLife, root: Request, back: HalfDay): Outcome {
  const parts = naive.chain(root)
  const end = parts.at(-1)?.to ?? root.to
  const ahead = naive.isAhead({ from: back })
  if (ahead && back > end) return 'gone'
  dropExtension(naive, root)
  for (const one of naive.alive())
    if (one.status === 'pending' && one.replaces === root.no) one.status = 'withdrawn'
  naive.endBefore(parts, back, ahead ? null : back)
  return DONE
}

/** @param to null = for the rest of it */
export function recallIn(naive: NaiveLife, from: HalfDay, to: HalfDay | undefined): Outcome {
  const since = halfDay(addDays(naive.today, -30), 'a')
  const chains = naive
    .alive()
    .filter(one => one.status === 'approved' && one.extends === null && one.back === null)
    .filter(({ kind }) => RECALLABLE.includes(kind))
    .map(root => ({ root, parts: naive.chain(root), end: naive.chain(root).at(-1)?.to ?? root.to }))
    .filter(({ end }) => end >= since)
    .sort((a, b) => (a.root.from < b.root.from ? -1 : 1))
  const chain = chains.find(({ end }) => end >= from) ?? chains.at(-1)
  if (!chain) return 'gone'
  const { root, parts, end } = chain
  const called = new Set([...halfDays(root.from, end)].filter(half => half >= from && half <= (to ?? end)))
  const lost = parts.map(one => naive.daysOf(one).filter(half => called.has(half)))
  if (lost.every(days => days.length === 0)) return 'gone'
  if (called.has(end)) {
    dropExtension(naive, root)
    naive.endBefore(parts, [...called][0] ?? from, null)
    return DONE
  }
  parts.forEach((one, i) => {
    naive.giveBack(one, lost[i] ?? [])
    if (lost[i]?.length)
      for (const half of called) if (half >= one.from && half <= one.to) one.worked.add(half)
  })
  return DONE
}

function dropExtension(naive: NaiveLife, root: Request): void {
  const waiting = naive.waitingFor(root)
  if (waiting) waiting.status = 'withdrawn'
}

/** What was added to a leave goes from its end, and what waits to be added goes before that. */
function isLast(naive: NaiveLife, one: Request): boolean {
  const root = one.extends === null ? undefined : naive.requests.get(one.extends)
  return !root || (naive.chain(root).at(-1) === one && !naive.waitingFor(root))
}
