import type { Reading } from '../../kernel/reading.ts'
import type { Answer, Request } from '../event.ts'
import { judge, type Scope } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow, Gate } from '../flow.ts'
import { tellPersonal } from '../place.ts'
import { scopeOf } from '../scope.ts'
import { SLOT_KINDS } from '../slots/index.ts'
import { blankFrame, type Frame, top } from '../state.ts'
import { renderParts } from '../template.ts'
import type { Value } from '../value.ts'
import { addLine, type Working } from '../working.ts'

/** The words with which a form is begun. */
interface Said {
  readonly reading: Reading
  /** Is told which gate was closed, and what it hands to the flow that is begun instead. */
  stopped(gate: Gate, handed: Readonly<Record<string, Value>>): void
}

/** Puts a new form on the stack. A closed gate stands before it, whatever else was said: then null. */
export function* open(w: Working, flow: Flow, said?: Said): Generator<Request, Frame | null, Answer> {
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const named = said ? namedIn(w, said, flow, frame) : {}
  const seen = Object.keys(named).length === 0 ? frame : yield* fetchAll(w, { ...frame, slots: named }, flow)
  const scope = scopeOf(w.world, w.now, seen, flow)
  const closed = flow.gates.find(g => judge(g.that, scope) === false)
  const { answered: _, ...before } = w.state
  w.state = { ...before, pending: null, last: null }
  if (closed) {
    tellPersonal(w, flow)
    if (closed.say.parts.length > 0) addLine(w, renderParts(closed.say, scope))
    said?.stopped(closed, handedBy(closed, scope))
    return null
  }
  w.state = { ...w.state, stack: [...w.state.stack, frame] }
  tellPersonal(w, flow)
  return top(w.state) ?? frame
}

/** Which of the things that are looked up is named, as far as a gate asks for it. */
function namedIn(w: Working, { reading }: Said, flow: Flow, frame: Frame): Record<string, Value> {
  const named: Record<string, Value> = {}
  for (const slot of flow.slots) {
    if (!slot.optionsFrom || !flow.gates.some(g => readsOf(flow, g.that.names).has(slot.name))) continue
    const hearing = { reading, slot, flow, frame, world: w.world, now: w.now, asked: false }
    const heard = SLOT_KINDS[slot.type].hear(hearing)
    if (heard && 'value' in heard) named[slot.name] = heard.value
  }
  return named
}

/** Names, and those that their look-ups are asked with. */
function readsOf(flow: Flow, names: Iterable<string>): ReadonlySet<string> {
  return new Set([...names].flatMap(name => [name, ...(flow.slot.get(name)?.lookup?.with ?? [])]))
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
