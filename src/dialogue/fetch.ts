import type { Answer, Request } from './event.ts'
import type { Flow } from './flow.ts'
import { applies, inputsOf, scopeOf } from './scope.ts'
import type { Frame } from './state.ts'
import { addLine, update, type Working, words } from './working.ts'

/**
 * Fetches every look-up whose inputs are known and whose answer is missing, old, or for other inputs.
 * @param anew what an earlier message fetched is too old, whatever its `fresh_for`; `once` stays once
 */
export function* fetchAll(
  w: Working,
  first: Frame,
  flow: Flow,
  anew = false,
): Generator<Request, Frame, Answer> {
  let frame = first
  let scope = scopeOf(w.world, w.now, frame, flow)
  for (const slot of flow.slots) {
    if (!slot.lookup) continue
    if (applies(flow, slot.name, scope) !== true) continue
    const inputs = inputsOf(slot, scope)
    if (!inputs) continue
    const asked = JSON.stringify(inputs)
    const got = frame.got[slot.name]
    const { freshFor } = slot.lookup
    const most = anew && freshFor !== Number.POSITIVE_INFINITY ? 0 : freshFor
    if (got && got.inputs === asked && w.event.at - got.at <= most) continue
    const answer = yield { do: 'lookup', name: slot.lookup.name, with: inputs }
    const value = answer && 'value' in answer ? answer.value : null
    if (answer && 'value' in answer && answer.left)
      addLine(w, words(w, 'more_at_work', { count: answer.left }))
    frame = { ...frame, got: { ...frame.got, [slot.name]: { inputs: asked, at: w.event.at, value } } }
    update(w, frame)
    scope = scopeOf(w.world, w.now, frame, flow)
  }
  return frame
}
