import { dateOf, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Command } from '../command.ts'
import { fill, formatDate } from '../format.ts'
import type { At, Listening } from './listening.ts'

/** “嗯” where it is asked until when, and one day was offered in words: that day is offered to be tapped. */
export function offersOneDay(
  { reading, world, now }: Listening,
  { flow, frame, asked }: At,
): Command[] | null {
  const { pair } = flow
  // With a button of its own, a yes may as well mean that.
  if (reading.yesNo !== 'yes' || !pair || asked !== pair.to || asked.skip !== null) return null
  const from = frame.slots[pair.from.name] as HalfDay | undefined
  if (from === undefined) return null
  const day = formatDate(dateOf(from), world.words, now.slice(0, 10))
  const label = fill(world.patterns.one_day.options?.[0] ?? '', { day })
  const values = { [pair.to.name]: halfDay(dateOf(from), 'p') }
  const option = { label, yesNo: 'yes', commands: [{ do: 'set', frame: frame.id, values }] } as const
  return [{ do: 'ask_between', question: { kind: 'one_day', values: { day }, options: [option] } }]
}
