import { whichField } from './apply/ask.ts'
import { deadEnd } from './apply/dead-end.ts'
import { giveWay } from './apply/give-way.ts'
import { countAnew, fillEnd } from './apply/lasting.ts'
import { hearLater } from './apply/later.ts'
import { askAboutNewcomers } from './apply/newcomers.ts'
import { countContent } from './content.ts'
import type { Answer, Request } from './event.ts'
import { judge } from './expression/compile.ts'
import { fetchAll } from './fetch.ts'
import { finishFrame, handedIn } from './finish.ts'
import type { Flow, Rule, Slot } from './flow.ts'
import { mayUse } from './interpret/listening.ts'
import type { Need } from './need.ts'
import { putOffHere, tellPersonal, turnAway } from './place.ts'
import { applies, counts, scopeOf } from './scope.ts'
import { type Frame, type Pending, top } from './state.ts'
import { type RenderScope, renderParts } from './template.ts'
import { addLine, drop, flowOf, isPassing, update, type Working, words } from './working.ts'

/** A frame that finishes gives way to the one below; more rounds than frames would be a fault of ours. */
const MOST_ROUNDS = 12

/**
 * Works out what the conversation needs: drops what no longer applies, fetches, checks, and finishes forms that
 * are complete. Ends with exactly one open question, or none.
 */
export function* settle(w: Working): Generator<Request, Need, Answer> {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const frame = top(w.state)
    if (!frame) return w.state.pending ? { kind: 'pending' } : { kind: 'nothing' }
    const flow = flowOf(w, frame)
    if (!flow) {
      drop(w, frame, 'nothing')
      continue
    }
    if (frame.status === 'sending') return { kind: 'sending' }
    if (turnAway(w, frame, flow)) continue
    tellPersonal(w, flow)
    const { pending } = w.state
    if (pending && (pending.frame === frame.id || (pending.frame === null && !isPassing(w, frame)))) {
      const stands = pending.event === w.event.id || !isOfRule(pending) || frame.refused === frame.edit
      if (stands) return { kind: 'pending' }
      // What a rule asked stands only while the rule is broken: a balance may have been mended since.
      w.state = { ...w.state, pending: null }
    }
    const need = yield* settleFrame(w, current(w, frame), flow)
    if (need) return need
  }
  throw new Error('A conversation did not settle.')
}

/** Null when it must be looked at once more: the frame is gone, or another value stands. */
function* settleFrame(w: Working, first: Frame, flow: Flow): Generator<Request, Need | null, Answer> {
  let frame = yield* fetchAll(w, first, flow)
  frame = yield* askAboutNewcomers(w, first, frame, flow)
  let scope = scopeOf(w.world, w.now, frame, flow)
  let broken = brokenRule(flow, scope)
  if (broken) {
    // Nobody is sent back for what was so a minute ago.
    frame = yield* fetchAll(w, frame, flow, true)
    scope = scopeOf(w.world, w.now, frame, flow)
    broken = brokenRule(flow, scope)
  }
  yield* open(w, frame, flow, scope)
  if (countAnew(w, current(w, frame), flow)) return null
  if (yield* hearLater(w, current(w, frame), flow)) return null
  if (yield* giveWay(w, current(w, frame), flow, scope)) return null
  if (broken && deadEnd(w, current(w, frame), flow, broken, scope)) return null
  return (
    checkValues(w, frame, flow, scope) ??
    wanted(w, frame, flow, scope) ??
    (broken ? breach(w, frame, flow, broken, scope) : null) ??
    (yield* next(w, frame, flow, scope))
  )
}

/** Says the opening, once, as soon as there is something in it to say, and does what goes with it. */
function* open(w: Working, frame: Frame, flow: Flow, scope: RenderScope): Generator<Request, void, Answer> {
  const opening = flow.opening && !frame.opened ? renderParts(flow.opening, scope) : ''
  if (opening === '') return
  update(w, { ...frame, opened: true })
  addLine(w, opening)
  if (!flow.onOpening) return
  const { effect } = flow.onOpening
  w.effects.push(effect)
  yield {
    do: 'run',
    name: effect,
    key: `${frame.id}/opening/${effect}`,
    frame: frame.id,
    with: handedIn(flow.onOpening, flow, scope),
  }
}

function current(w: Working, frame: Frame): Frame {
  return w.state.stack.find(f => f.id === frame.id) ?? frame
}

/** A value that breaks its own condition is put back, and asked for again with the reason. */
function checkValues(w: Working, frame: Frame, flow: Flow, scope: RenderScope): Need | null {
  for (const slot of flow.slots) {
    if (slot.from !== 'person' || frame.slots[slot.name] === undefined) continue
    if (applies(flow, slot.name, scope) !== true) continue
    const broken = slot.must.find(m => judge(m.that, scope) === false)
    if (!broken) continue
    const because = renderParts(broken.say, scope)
    return askAgain(w, frame, flow, slot, because)
  }
  return null
}

/** What the person has just taken back to give it anew is asked for before any rule is looked at. */
function wanted(w: Working, frame: Frame, flow: Flow, scope: RenderScope): Need | null {
  const slot = w.commands.at(-1) === 'clear' ? flow.slot.get(frame.asked ?? '') : undefined
  if (!slot || !isMissing(slot, frame, flow, scope)) return null
  return { kind: 'slot', frame: current(w, frame), flow, slot, because: '', again: true }
}

/** What a broken rule asks for: the one field it is about, or which of them. */
function breach(w: Working, frame: Frame, flow: Flow, broken: Rule, scope: RenderScope): Need {
  const because = renderParts(broken.say, scope)
  const fields = fieldsOf(broken, frame, flow, scope)
  const [only] = fields
  if (only && fields.length === 1) return askAgain(w, frame, flow, only, because)
  whichField(w, current(w, frame), because, fields)
  return { kind: 'pending' }
}

function brokenRule(flow: Flow, scope: RenderScope): Rule | undefined {
  return flow.rules.find(r => judge(r.that, scope) === false)
}

/** A question which field to change, without the way to leave it as it is. */
function isOfRule({ kind, options }: Pending): boolean {
  return kind === 'which_field' && options.every(o => o.commands.every(c => c.do === 'clear'))
}

/** The fields of a rule that the person gave and that still apply. */
function fieldsOf(rule: Rule, frame: Frame, flow: Flow, scope: RenderScope): Slot[] {
  return rule.reask.flatMap(name => {
    const slot = flow.slot.get(name)
    return slot && name in frame.slots && counts(flow, name, scope) ? [slot] : []
  })
}

function askAgain(w: Working, frame: Frame, flow: Flow, slot: Slot, because: string): Need {
  const at = current(w, frame)
  const slots = Object.fromEntries(Object.entries(at.slots).filter(([name]) => name !== slot.name))
  const asked = { ...at, slots, asked: slot.name, tries: 0, status: 'fill' as const }
  update(w, asked)
  w.changes = w.changes.filter(c => c.slot !== slot.name)
  return { kind: 'slot', frame: asked, flow, slot, because, again: true }
}

/** The first thing missing, the confirmation, or the end. */
function* next(
  w: Working,
  first: Frame,
  flow: Flow,
  scope: RenderScope,
): Generator<Request, Need | null, Answer> {
  const frame = current(w, first)
  const slot = flow.slots.find(s => isMissing(s, frame, flow, scope))
  if (slot && slot === flow.pair?.to && fillEnd(w, frame, flow, scope)) return null
  if (slot && putOffHere(w, slot)) return null
  if (slot) {
    // Only what was not understood is a try: a digression or another value is none.
    const tries = frame.asked === slot.name ? frame.tries + Number(w.commands.at(-1) === 'unknown') : 0
    const asked = { ...frame, asked: slot.name, tries, status: 'fill' as const }
    update(w, asked)
    return { kind: 'slot', frame: asked, flow, slot, because: '', again: frame.asked === slot.name }
  }
  const counted = flow.submit.length > 0 ? countContent(w, frame, flow, scope) : frame
  if (flow.confirm && frame.status !== 'confirm') {
    const ready = { ...counted, asked: null, tries: 0, status: 'confirm' as const }
    update(w, ready)
    return { kind: 'confirm', frame: ready, flow }
  }
  if (frame.status === 'confirm' && w.confirmed !== frame.id)
    return flow.confirm ? { kind: 'confirm', frame: counted, flow } : { kind: 'retry' }
  if (!mayUse(flow, w.world)) {
    addLine(w, words(w, 'no_longer_allowed'))
    w.alerts.push('role_missing')
    drop(w, frame, flow.draft ? 'draft' : 'nothing')
    return null
  }
  return yield* finishFrame(w, counted, flow, scope)
}

function isMissing(slot: Slot, frame: Frame, flow: Flow, scope: RenderScope): boolean {
  if (slot.from !== 'person' || slot.unasked) return false
  if (applies(flow, slot.name, scope) !== true) return false
  if (slot.untilDone) return !frame.skipped.includes(slot.name)
  return frame.slots[slot.name] === undefined && !frame.skipped.includes(slot.name)
}
