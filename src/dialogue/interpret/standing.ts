import { type HalfDay, isHalfDay } from '../../kernel/half-day.ts'
import { scopeOf } from '../scope.ts'
import type { Frame } from '../state.ts'
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

/**
 * Whether a form is about a stretch that was handed in: the one that it was begun with, or one of several that will be asked
 * for. A request that takes the place of nothing is about none.
 */
export function isAboutOne({ flow, frame }: Pick<At, 'flow'> & { frame: Pick<Frame, 'slots'> }): boolean {
  const roots = [...(flow.pair?.from.was?.names ?? [])].map(name => flow.slot.get(name))
  const given = (name: string) => name in frame.slots || flow.slot.get(name)?.unasked === false
  return roots.length > 0 && roots.every(slot => slot?.lookup?.with.every(given) === true)
}

function stretch(from: unknown, to: unknown): Stretch | null {
  return isHalfDay(from) && isHalfDay(to) && from <= to ? { from, to } : null
}
