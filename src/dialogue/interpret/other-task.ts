import type { Command } from '../command.ts'
import type { Flow } from '../flow.ts'
import { blankFrame } from '../state.ts'
import type { Listening } from './listening.ts'
import { hearValues } from './values.ts'

/**
 * While it is asked which of two tasks comes first: who goes on with the new one, by asking for it again or with
 * something only it has a place for, has chosen it. Null where the message says nothing of the kind.
 * @param heard what the message means for the form at hand
 */
export function choosesOther(l: Listening, heard: readonly Command[]): Command[] | null {
  const wish = wishAsked(l)
  const flow = wish && l.world.flows.get(wish.flow)
  if (!wish || !flow) return null
  const again = heard.some(c => c.do === 'start' && c.flow === wish.flow)
  if (!again && !(heard.every(c => c.do === 'unknown') && fits(l, flow))) return null
  const text = [wish.text, l.reading.text].filter(Boolean).join('，')
  return [{ ...wish, text }]
}

/** The new task that stands to be chosen. */
function wishAsked({ state }: Listening): (Command & { do: 'start' }) | null {
  const { pending } = state
  if (pending?.kind !== 'switch' && pending?.kind !== 'switch_hidden') return null
  return pending.options.flatMap(o => o.commands).find(c => c.do === 'start') ?? null
}

function fits(l: Listening, flow: Flow): boolean {
  const frame = blankFrame('', flow, 0)
  return hearValues(l, { frame, flow, asked: null }, false).some(c => c.do === 'set')
}
