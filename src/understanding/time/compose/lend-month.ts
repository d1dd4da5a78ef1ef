import { civil, type EpochDay, epochDay } from '../../calendar/epoch-day.ts'
import type { Day } from '../scan/token.ts'
import type { Phrase } from './phrase.ts'
import type { Point, Stretch, When } from './when.ts'

type DateDay = Extract<Day, { is: 'date' }>

/**
 * 我弟10月3日结婚，能不能换到5号: a bare day of the month lies in the month named before it, where
 * that day is still to come and the bare one is no earlier. Linear.
 */
export function lendMonth(phrases: readonly Phrase[], ref: EpochDay): Phrase[] {
  let month: DateDay | null = null
  return phrases.map(phrase => {
    const first = phrase.when?.stretches[0]
    if (phrase.when === null || first === undefined) return phrase
    const [from, to] = [dateOf(first.from), dateOf(first.to)]
    const lent = month !== null && bareOf(from ?? to, month) ? withMonth(phrase, phrase.when, month) : phrase
    const named = [to, from].find(day => day?.month != null)
    if (named !== undefined && named !== null) month = isAhead(named, ref) ? named : null
    return lent
  })
}

function dateOf(point: Point | null): DateDay | null {
  return point?.day?.is === 'date' ? point.day : null
}

function bareOf(day: DateDay | null, { day: named }: DateDay): boolean {
  return day !== null && day.month === null && day.day >= named
}

/** A day gone by lends nothing: 3月4日提交的，想改成25日 may mean this month's as well. */
function isAhead({ year, month, day }: DateDay, ref: EpochDay): boolean {
  return year === null && month !== null && epochDay(civil(ref).year, month, day) >= ref
}

function withMonth(phrase: Phrase, when: When, { month }: DateDay): Phrase {
  const told = (point: Point | null): Point | null =>
    point?.day?.is === 'date' && point.day.month === null ? { ...point, day: { ...point.day, month } } : point
  const stretches = when.stretches.map(({ from, to }): Stretch => ({ from: told(from), to: told(to) }))
  return { ...phrase, when: { ...when, stretches } }
}
