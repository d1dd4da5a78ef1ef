import { blankFrame } from '../state.ts'
import type { Value } from '../value.ts'
import { CORRECTION } from './correction.ts'
import type { At, Listening } from './listening.ts'
import { bestFlow, SURE } from './starts.ts'
import { hearValues } from './values.ts'

/**
 * “加班2小时 上周五 材料” while another is being filled in: the same wish once more, whole, of another day. It is one more
 * of its kind, and no answer to what is asked of this one. A summary is another matter: what is said of it changes it.
 */
export function isOneMore(l: Listening, { flow, frame }: At): boolean {
  const best = bestFlow(l)
  if (frame.status !== 'fill' || CORRECTION.test(l.reading.plain)) return false
  if (best?.flow.id !== frame.flow || best.p < SURE) return false
  const day = flow.slots.find(slot => slot.type === 'date' && !slot.unasked)
  const amount = flow.slots.find(slot => slot.type === 'number' && !slot.unasked)
  if (!day || !amount || !(day.name in frame.slots) || !(amount.name in frame.slots)) return false
  const alone = hearValues(l, { flow, frame: blankFrame('', flow, 0), asked: null }, false)
  const told: Record<string, Value> = Object.assign({}, ...alone.map(c => (c.do === 'set' ? c.values : {})))
  return told[amount.name] !== undefined && ![undefined, frame.slots[day.name]].includes(told[day.name])
}
