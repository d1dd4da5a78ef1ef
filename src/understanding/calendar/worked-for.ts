import type { Holiday } from '../../kernel/calendar.ts'
import { type EpochDay, fromIso, isoDate } from './epoch-day.ts'

/** A day that a notice names: off or worked, and the festival it is so for, in the words of the notice. */
export interface DayNoticed {
  readonly name: string
  readonly off: boolean
}

/** Farther away a day of the same name belongs to another year; notices move days by two weeks at most. */
const AROUND = 30

/**
 * The days worked in exchange for a holiday: those that the notice names after a festival of the same days off. What
 * lies near by is not enough: around 中秋 it is often 国庆 that is worked for. Pure.
 */
export function workedFor({ from, to }: Holiday, noticeOf: (at: EpochDay) => DayNoticed | null): string[] {
  const [first, last] = [fromIso(from), fromIso(to)]
  const festivals = new Set<string>()
  for (let at = first; at <= last; at++) {
    const day = noticeOf(at)
    if (day?.off) festivals.add(day.name)
  }
  const worked: string[] = []
  for (let at = first - AROUND; at <= last + AROUND; at++) {
    const day = noticeOf(at)
    if (day && !day.off && festivals.has(day.name)) worked.push(isoDate(at))
  }
  return worked
}
