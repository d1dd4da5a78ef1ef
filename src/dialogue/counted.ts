import type { HalfDay } from '../kernel/half-day.ts'
import { judge } from './expression/compile.ts'
import type { Flow } from './flow.ts'
import { scopeOf } from './scope.ts'
import { type Length, lastHalf } from './slots/length.ts'
import type { Frame } from './state.ts'
import type { World } from './world.ts'

/** What a form is looked at with. */
interface Around {
  readonly world: World
  readonly now: string
}

/**
 * The form with the length from which its end was counted, and with that end counted anew where what it holds now counts
 * otherwise: “请98天，12月1日起”, and then “产假”. A length whose stretch stands no longer is forgotten.
 * @param said a length that was said now
 */
export function counted(around: Around, frame: Frame, flow: Flow, said: Length | null): Frame {
  const [start, end] = [flow.pair?.from.name ?? '', flow.pair?.to.name ?? '']
  const [from, to] = [frame.slots[start], frame.slots[end]]
  const before = frame.counted?.from === from && frame.counted?.to === to ? frame.counted : null
  const length = said ?? before
  if (!length || from === undefined || to === undefined) return { ...frame, counted: null }
  const { calendar } = around.world
  const { halfDays, unit } = length
  const everyDay = countsEveryDay(around, frame, flow)
  const last = lastHalf({ calendar, everyDay }, from as HalfDay, { halfDays, unit })
  return {
    ...frame,
    slots: { ...frame.slots, [end]: last },
    counted: { halfDays, unit, from: String(from), to: last },
  }
}

/** Whether a length that is said of this form counts every day, by what it holds: `every_day` of its end. */
export function countsEveryDay({ world, now }: Around, frame: Frame, flow: Flow): boolean {
  const everyDay = flow.pair?.to.everyDay
  if (!everyDay) return false
  return everyDay === 'always' || judge(everyDay, scopeOf(world, now, frame, flow)) === true
}
