import { localTime } from '../../kernel/clock.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { leaveAt } from './on-leave.ts'
import { OVERTIME } from './policy.ts'
import { protectedAmong } from './protect.ts'
import { recalledAmong } from './recalled.ts'
import { isOver, type Stretch, type WorkKind } from './rules.ts'
import { sameHours } from './store.ts'

/** Somebody who was named, and what he worked. */
export interface Worker {
  readonly userid: string
  readonly stretch: Stretch
  /** The kind of his own, where the list is of several. */
  readonly own?: WorkKind
}

/** Somebody who can be recorded. */
export interface Good {
  readonly who: Person
  readonly stretch: Stretch
  readonly own?: WorkKind
}

/** Who of those named can be recorded, and who cannot, and why. */
export interface Sorted {
  readonly good: readonly Good[]
  /** Neither his reports nor theirs. */
  readonly others: readonly Person[]
  /** Have a record of these hours already. */
  readonly doubled: readonly Person[]
  /** Must not be asked to work overtime that is still to come. */
  readonly protected: readonly Person[]
  /** Were called back from leave that day, which was returned to them. */
  readonly recalled: readonly Person[]
  /** Are on leave in hours that may be these, and nobody has called them back. */
  readonly away: readonly Person[]
}

/** Looks at everybody who was named, in the order named; who is named twice counts once. */
export async function sortWorkers(context: CareContext, workers: readonly Worker[]): Promise<Sorted> {
  const { tx, tools, now, person } = context
  const at = localTime(now, tools.zone)
  const sorted = {
    good: [] as Good[],
    others: [] as Person[],
    doubled: [] as Person[],
    protected: [] as Person[],
    recalled: [] as Person[],
    away: [] as Person[],
  }
  for (const { userid, ...worked } of unique(workers)) {
    const { stretch } = worked
    const who = await tools.directory.byUserid(tx, userid)
    if (!who) continue
    const { date, clock } = stretch
    const ahead = !isOver(tools.calendar, tools.policy(OVERTIME), stretch, at)
    const same = { person: who.id, date, clock: clock === '' ? null : clock }
    if (!(await isUnder(context, who, person.userid))) sorted.others.push(who)
    else if (ahead && (await protectedAmong(context, [who.id], date)).has(who.id)) sorted.protected.push(who)
    else if ((await recalledAmong(tx, [who.id], date)).has(who.id)) sorted.recalled.push(who)
    else if (await leaveAt(context, who.id, stretch)) sorted.away.push(who)
    else if (await sameHours(tx, same)) sorted.doubled.push(who)
    else sorted.good.push({ who, ...worked })
  }
  return sorted
}

/** No roster has more ranks than this, and a circle in one ends here. */
const RANKS = 12

/** Whether somebody reports to a person, or to one who reports to him: the head of a house answers for all in it. */
async function isUnder({ tx, tools }: CareContext, who: Person, head: string): Promise<boolean> {
  let above = who.supervisor
  for (let rank = 0; rank < RANKS && above !== null && who.userid !== head; rank++) {
    if (above === head) return true
    above = (await tools.directory.byUserid(tx, above))?.supervisor ?? null
  }
  return false
}

function unique(workers: readonly Worker[]): Worker[] {
  return [...new Map(workers.map(worker => [worker.userid, worker])).values()]
}
