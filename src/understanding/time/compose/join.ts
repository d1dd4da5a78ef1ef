import type { Join } from './both.ts'
import { weightier } from './clauses.ts'
import {
  alsoDay,
  beginAfterReturn,
  besideNamed,
  dateOfFestival,
  datesBesideFestival,
  endByDeadline,
  endByReturn,
  lendWeek,
  narrowToDay,
  partOfList,
  theseDays,
  untilDay,
  weekendOfDates,
} from './join-days.ts'
import { dayOfHours, lendDay, sharedRole, sinceHour, untilHour } from './join-hours.ts'
import { joinLengths } from './join-lengths.ts'
import type { Phrase } from './phrase.ts'

/** Phrases that tell one thing together made one: 下周…周三, 昨天…18点到21点, 周一请假…周四上班, 下周一…三天. Linear. */
export function joinPhrases(phrases: readonly Phrase[]): Phrase[] {
  return joinLengths(
    [
      narrowToDay,
      lendWeek,
      besideNamed,
      sinceHour,
      lendDay,
      dayOfHours,
      dateOfFestival,
      datesBesideFestival,
      weekendOfDates,
      partOfList,
      untilHour,
      sharedRole,
      theseDays,
      endByReturn,
      beginAfterReturn,
      endByDeadline,
      untilDay,
      alsoDay,
    ].reduce(joinWithTime, phrases),
  )
}

function joinWithTime(phrases: readonly Phrase[], join: Join): Phrase[] {
  const joined: Phrase[] = []
  let last = -1 // index of the time named last
  for (const phrase of phrases) {
    const before = joined[last]
    const made = before === undefined || phrase.when === null ? null : join(before, phrase)
    if (made !== null && 'both' in made) {
      joined[last] = before ? { ...made.both, clause: weightier(before.clause, phrase.clause) } : made.both
      continue
    }
    if (made?.before !== undefined) joined[last] = made.before
    joined.push(made?.itself ?? phrase)
    if (phrase.when !== null) last = joined.length - 1
  }
  return joined
}
