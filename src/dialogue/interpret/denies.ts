import type { Command } from '../command.ts'
import type { World } from '../world.ts'
import { type Listening, visibleFlows } from './listening.ts'

/**
 * “我昨天没加班啊，弄错了”: a report of what was done is not begun by who says that he did not. What was handed in wrongly
 * is taken back. Hours beside it are another day's, and a report. Null where nothing of the kind is said.
 */
export function takesBackDenied({ world, reading }: Listening, command: Command): Command | null {
  const flow = command.do === 'start' ? world.flows.get(command.flow) : undefined
  const { plain, times, text } = reading
  if (!flow?.withdraw || times.some(({ amount }) => amount !== null)) return null
  return denied(world, plain, [flow.id]) ? { do: 'start', flow: flow.withdraw.flow, text } : null
}

/** What somebody says he has not done, of what he could have reported: 加班. */
export function denied(world: World, plain: string, flows?: readonly string[]): string | null {
  // Most messages deny nothing, and need no pattern made for every phrase.
  if (!/[没未]/u.test(plain)) return null
  for (const { id, phrases, slots } of visibleFlows(world)) {
    if ((flows && !flows.includes(id)) || !slots.some(slot => slot.reading === 'past')) continue
    const phrase = phrases.find(said => saysNot(plain, said))
    if (phrase !== undefined) return phrase
  }
  return null
}

/** 没加班, 没有去值班, 根本没加过班; not 没登记加班, which asks to be written down. */
function saysNot(plain: string, phrase: string): boolean {
  const [first = '', last = ''] = phrase
  const done = phrase.length === 2 ? `${first}过?(?:什么|这个|那个|那次)?${last}` : RegExp.escape(phrase)
  return new RegExp(`(?:没有?|未)(?:去|来|在|真的?|实际)*${done}`, 'u').test(plain)
}
