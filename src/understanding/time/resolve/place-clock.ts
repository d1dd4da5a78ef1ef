import type { Part } from '../compose/when.ts'
import type { Clock } from '../scan/token.ts'

const HOUR = 60
const HALF_DAY = 12 * HOUR
const DAY = 24 * HOUR

/** Which half of the day an hour falls in when nothing else tells: `late` for overtime on a workday. */
export type Habit = 'office' | 'late' | 'literal'

/**
 * The minute of the day that a clock time means, 1440 and more on the days after.
 * A part of day decides; else the hour after `after`, the start of a span (8点到5点 ends at 17:00); else the habit:
 * in an office one to six o'clock are the afternoon, overtime of a workday is worked in the evening.
 */
export function placeClock(
  { minutes, vague }: Clock,
  part: Part | null,
  after: number | null,
  habit: Habit,
): number {
  if (part !== null && minutes < HALF_DAY + HOUR) return firstAfter(after, inPart(minutes, part), DAY)
  if (after !== null) return firstAfter(after, minutes, vague ? HALF_DAY : DAY)
  if (!vague || habit === 'literal') return minutes
  if (habit === 'late') return minutes < 5 * HOUR ? minutes + DAY : minutes + HALF_DAY
  return minutes >= HOUR && minutes < 7 * HOUR ? minutes + HALF_DAY : minutes
}

/** 下午3点, 晚上12点 (midnight), 晚上1点 (the small hours), 凌晨12点 (the midnight before). */
function inPart(minutes: number, { part, dawn }: Part): number {
  const twelve = minutes >= HALF_DAY
  switch (part) {
    case 'am':
      return twelve && dawn ? minutes - HALF_DAY : minutes
    case 'noon':
      return minutes < 4 * HOUR ? minutes + HALF_DAY : minutes
    case 'pm':
      return twelve ? minutes : minutes + HALF_DAY
    case 'eve':
      return twelve || minutes >= 5 * HOUR ? minutes + HALF_DAY : minutes + DAY
  }
}

/** The first of `minutes`, `minutes + step` … that lies after `after`. */
function firstAfter(after: number | null, minutes: number, step: number): number {
  let at = minutes
  while (after !== null && at <= after) at += step
  return at
}
