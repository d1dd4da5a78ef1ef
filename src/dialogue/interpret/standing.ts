import { type HalfDay, isHalfDay } from '../../kernel/half-day.ts'
import { scopeOf } from '../scope.ts'
import type { At, Listening } from './listening.ts'

export interface Stretch {
  from: HalfDay
  to: HalfDay
}

/**
 * The stretch that a change is counted from: what the form holds, both ends of it; else the one that the form is about,
 * where its file names it (`was`). Null where neither is known yet.
 */
export function standing(
  { world, now }: Pick<Listening, 'world' | 'now'>,
  { flow, frame }: Omit<At, 'asked'>,
): Stretch | null {
  const { pair } = flow
  if (!pair) return null
  const held = stretch(frame.slots[pair.from.name], frame.slots[pair.to.name])
  const [from, to] = [pair.from.was, pair.to.was]
  if (held || !from || !to) return held
  const scope = scopeOf(world, now, frame, flow)
  return stretch(from.evaluate(scope), to.evaluate(scope))
}

function stretch(from: unknown, to: unknown): Stretch | null {
  return isHalfDay(from) && isHalfDay(to) && from <= to ? { from, to } : null
}
