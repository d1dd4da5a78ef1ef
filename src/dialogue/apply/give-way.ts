import type { Answer, Request } from '../event.ts'
import { judge } from '../expression/compile.ts'
import type { Flow } from '../flow.ts'
import { applies } from '../scope.ts'
import type { Frame } from '../state.ts'
import { type RenderScope, renderParts } from '../template.ts'
import { addLine, drop, type Working } from '../working.ts'
import { start } from './begin.ts'

/**
 * “是去单位的体检” while leave is asked for: a value by which the form is not needed, so that another flow takes its place.
 * @returns whether the form is gone
 */
export function* giveWay(
  w: Working,
  frame: Frame,
  flow: Flow,
  scope: RenderScope,
): Generator<Request, boolean, Answer> {
  for (const slot of flow.slots) {
    if (slot.must.length === 0 || frame.slots[slot.name] === undefined) continue
    if (applies(flow, slot.name, scope) !== true) continue
    const broken = slot.must.find(m => m.instead !== null && judge(m.that, scope) === false)
    if (!broken?.instead || !w.world.flows.has(broken.instead)) continue
    drop(w, frame, 'nothing')
    addLine(w, renderParts(broken.say, scope))
    const { state, world, now } = w
    const reading = world.read('', { ref: now, calendar: world.calendar })
    yield* start(w, { do: 'start', flow: broken.instead }, { reading, state, world, now, at: null })
    return true
  }
  return false
}
