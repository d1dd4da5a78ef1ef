import type { Answer, Request } from '../event.ts'
import { judge, type Scope } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow, Gate } from '../flow.ts'
import { tellPersonal } from '../place.ts'
import { scopeOf } from '../scope.ts'
import { blankFrame, type Frame, top } from '../state.ts'
import { renderParts } from '../template.ts'
import type { Value } from '../value.ts'
import { addLine, type Working } from '../working.ts'

/**
 * Puts a new form on the stack. A closed gate stands before it, whatever else was said: then null.
 * @param stopped is told which gate was closed, and what it hands to the flow that is begun instead
 */
export function* open(
  w: Working,
  flow: Flow,
  stopped: (gate: Gate, handed: Readonly<Record<string, Value>>) => void = () => {},
): Generator<Request, Frame | null, Answer> {
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const scope = scopeOf(w.world, w.now, frame, flow)
  const closed = flow.gates.find(g => judge(g.that, scope) === false)
  const { answered: _, ...before } = w.state
  w.state = { ...before, pending: null, last: null }
  if (closed) {
    tellPersonal(w, flow)
    addLine(w, renderParts(closed.say, scope))
    stopped(closed, handedBy(closed, scope))
    return null
  }
  w.state = { ...w.state, stack: [...w.state.stack, frame] }
  tellPersonal(w, flow)
  return top(w.state) ?? frame
}

function handedBy({ hands }: Gate, scope: Scope): Record<string, Value> {
  const handed: Record<string, Value> = {}
  for (const [name, { evaluate }] of hands) {
    const value = evaluate(scope)
    if (value !== undefined && value !== '') handed[name] = value
  }
  return handed
}

/** A form with nothing in it, under an id that the message gives it. */
export function newFrame(w: Working, flow: Flow): Frame {
  const id = w.state.stack.length === 0 ? w.event.fresh : `${w.event.fresh}.${w.state.stack.length}`
  return blankFrame(id, flow, w.event.at)
}
