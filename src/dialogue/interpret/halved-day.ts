import type { TimeReading } from '../../kernel/reading.ts'
import type { At, Listening } from './listening.ts'

/**
 * A bare length while morning or afternoon is being asked for (“算了，请一天吧”) is said of the very day that the
 * question is about: the day was told already and is not asked for again.
 * @returns the reading with that day; unchanged where no such question stands, or the message names a time itself
 */
export function ofHalvedDay(time: TimeReading, l: Listening, { frame, flow }: At): TimeReading {
  const { pending } = l.state
  if (time.start !== null || time.end !== null || time.amount === null || !flow.pair) return time
  if (pending?.kind !== 'which_half' || pending.frame !== frame.id) return time
  const { from, to } = flow.pair
  const [first] = pending.options.flatMap(({ commands }) =>
    commands.flatMap(c => (c.do === 'set' ? [c.values[from.name] ?? c.values[to.name]] : [])),
  )
  if (typeof first !== 'string') return time
  const day = first.slice(0, 10)
  return { ...time, start: day, end: day }
}
