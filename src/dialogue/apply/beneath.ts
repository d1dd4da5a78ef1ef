import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { type Listening, mayUse, readPart } from '../interpret/listening.ts'
import { hearValues } from '../interpret/values.ts'
import { addLine, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'
import { hasRoom } from './begin.ts'
import { open } from './open.ts'
import { length, set } from './values.ts'

/**
 * Begins a flow beneath the one at hand, with what was plainly said of it: “先填完加班登记” puts the leave off, it does
 * not forget it. What would have to be asked is asked when its turn comes. Nothing where the form is open already,
 * or where no more fit.
 */
export function* startBeneath(
  w: Working,
  command: Command & { do: 'start' },
  l: Listening,
): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(command.flow)
  const known = w.state.stack.some(f => f.flow === command.flow)
  if (!flow || !mayUse(flow, w.world) || known) return
  const reading = readPart(l, command.text ?? '')
  if (!hasRoom(w, flow, reading)) return
  if (isOff(flow, w.world.place)) return addLine(w, words(w, 'off_here'))
  const frame = yield* open(w, flow)
  if (!frame) return
  for (const c of hearValues({ ...l, reading }, { frame, flow, asked: null }, false)) {
    if (c.do === 'set') set(w, c.values, c.frame, c)
    else if (c.do === 'length') length(w, c)
  }
  const filled = w.state.stack.find(f => f.id === frame.id) ?? frame
  const others = w.state.stack.filter(f => f.id !== frame.id)
  w.state = { ...w.state, stack: others.toSpliced(-1, 0, filled) }
}
