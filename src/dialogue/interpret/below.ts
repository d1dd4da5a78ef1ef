import type { Command } from '../command.ts'
import { CORRECTION } from './correction.ts'
import type { Listening } from './listening.ts'
import { hearValues } from './values.ts'

/** “对了请假改成后天” while another form is at hand: the one that waits below is named, and changed. */
export function changeBelow(l: Listening): Command[] | null {
  const { plain } = l.reading
  if (!l.at || !CORRECTION.test(plain)) return null
  if (plain.includes(l.at.flow.title)) return null
  for (const frame of l.state.stack.slice(0, -1)) {
    const flow = l.world.flows.get(frame.flow)
    if (!flow || flow.confidential || frame.status === 'sending' || !plain.includes(flow.title)) continue
    const commands = hearValues(l, { frame, flow, asked: null }, true)
    const sets = commands.filter(c => c.do === 'set')
    if (sets.length > 0) return sets
  }
  return null
}
