import { dateOf, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Command } from '../command.ts'
import { optionsOf } from '../slots/index.ts'
import { courtesy } from './answers.ts'
import { clauses, isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'

/** A longer message tells something, however polite. */
const POLITE = 10

/**
 * What is said where own words are asked for and is no part of them: thanks, “回头再说”, “改年假”, “整天”. A supervisor
 * must not read it as the cause.
 */
export function noCause(l: Listening, at: At): Command[] | null {
  const { plain } = l.reading
  const polite = plain.length <= POLITE ? courtesy(l) : null
  // “家里有事，谢谢” is a cause with thanks.
  const kinds = clauses(plain).length > 1 ? ['wait'] : ['thanks', 'wait', 'greeting']
  if (polite?.some(c => c.do === 'say' && kinds.includes(c.pattern))) return polite
  return anotherOption(plain, at) ?? wholeDay(plain, at)
}

/** “改年假”, “换个事假”. */
function anotherOption(plain: string, { flow, frame }: At): Command[] | null {
  const rest = /^(?:不对|算了)?[，,]?(?:改|换)(?:请|成|为|到|个|用)?(.{1,8})$/u.exec(plain)?.[1]
  if (rest === undefined) return null
  for (const slot of flow.slots) {
    const option = optionsOf(slot, frame).find(o => isWhole(rest, [o.label, ...o.words]))
    if (option) return [{ do: 'set', frame: frame.id, values: { [slot.name]: option.value } }]
  }
  return null
}

/** “整天” of a leave of one half. */
function wholeDay(plain: string, { flow: { pair }, frame }: At): Command[] | null {
  const from = pair && (frame.slots[pair.from.name] as HalfDay | undefined)
  if (!from || !/^(?:不[对是]?[，,]?)?(?:就|是|要|请)*一?[整全]天[吧的了呢]*$/u.test(plain)) return null
  const day = dateOf(from)
  const values = { [pair.from.name]: halfDay(day, 'a'), [pair.to.name]: halfDay(day, 'p') }
  return [{ do: 'set', frame: frame.id, values }]
}
