import type { Flow, Slot } from './flow.ts'
import { formatSlot } from './scope.ts'
import { stillFits } from './slots/index.ts'
import type { Frame, Pending } from './state.ts'
import type { Value } from './value.ts'
import { addLine, drop, flowOf, forget, storedBy, update, type Working, words } from './working.ts'

/**
 * A flow file may change while people are in it. Every value that still fits is kept, the rest forgotten, the
 * summary left; one sentence says so. A flow that is gone gives back what was written.
 */
export function reconcile(w: Working): void {
  for (const frame of w.state.stack) {
    const flow = flowOf(w, frame)
    if (!flow) gone(w, frame)
    else if (flow.hash !== frame.hash && frame.status !== 'sending') follow(w, frame, flow)
  }
}

/** Brings a form to the flow as it is now. */
export function follow(w: Working, frame: Frame, flow: Flow): void {
  w.moved = true
  if (w.state.pending?.frame === frame.id && !stillAsks(w.state.pending, flow))
    w.state = { ...w.state, pending: null }
  const fresh = {
    hash: flow.hash,
    got: lastingGot(frame, flow),
    undo: [],
    status: 'fill' as const,
    asked: null,
    tries: 0,
  }
  const title = flow.confidential ? '' : flow.title
  if (flow.onChange === 'restart') {
    forget(w, frame)
    w.state = { ...w.state, stack: w.state.stack.map(f => (f === frame ? anew(w, frame, fresh) : f)) }
    return addLine(w, words(w, title ? 'flow_restart' : 'flow_restart_hidden', { title }))
  }
  const given = Object.entries(frame.slots)
  const kept = given.filter(([name, value]) => fits(w, frame, flow, flow.slot.get(name), value))
  const lost = given.flatMap(pair => (kept.includes(pair) ? [] : (flow.slot.get(pair[0])?.label ?? [])))
  const skipped = frame.skipped.filter(name => flow.slot.has(name))
  const after = { ...frame, ...fresh, slots: Object.fromEntries(kept), skipped, edit: frame.edit + 1 }
  const stored = storedBy(after)
  w.forgotten.push(...[...storedBy(frame)].filter(id => !stored.has(id)))
  update(w, after)
  addLine(w, changedLine(w, title, lost.join(w.world.words.and)))
}

/**
 * “写进去，还是另外办？” stands as long as there is something to write it into: a sentence about which nothing was
 * decided must not get lost because a file was changed.
 */
function stillAsks({ kind, options }: Pending, flow: Flow): boolean {
  if (kind !== 'in_story' || flow.onChange === 'restart') return false
  const write = options[0]?.commands[0]
  if (write?.do === 'append') return flow.slots.some(slot => slot.untilDone)
  return write?.do === 'set' && Object.keys(write.values).every(name => flow.slot.get(name)?.verbatim)
}

/** What is looked up once stays as it was: asked again, it may be gone. */
function lastingGot(frame: Frame, flow: Flow): Frame['got'] {
  const lasts = (name: string) => flow.slot.get(name)?.lookup?.freshFor === Number.POSITIVE_INFINITY
  return Object.fromEntries(Object.entries(frame.got).filter(([name]) => lasts(name)))
}

/** A new form under a new id: what is stored for it must not take the place of what is being deleted. */
function anew(w: Working, frame: Frame, fresh: Partial<Frame>): Frame {
  const id = `${w.event.fresh}.r${w.state.stack.indexOf(frame)}`
  return { ...frame, ...fresh, id, slots: {}, skipped: [], length: null, edit: 0, shown: null }
}

/** A confidential flow is not named out loud. */
function changedLine(w: Working, title: string, labels: string): string {
  if (!title) return words(w, 'flow_changed_hidden')
  return labels ? words(w, 'flow_changed_some', { title, labels }) : words(w, 'flow_changed', { title })
}

function fits(w: Working, frame: Frame, flow: Flow, slot: Slot | undefined, value: Value): boolean {
  const isGiven = slot?.from === 'person' || slot?.from === 'remark'
  return isGiven && stillFits({ slot, flow, frame, world: w.world, now: w.now }, value)
}

/** What a person filled in is given back, since nothing else can be done with it; what is confidential is not. */
function gone(w: Working, frame: Frame): void {
  w.moved = true
  const old = w.world.pinned(frame.flow, frame.hash)
  const filled = (old?.slots ?? []).flatMap(slot => {
    const value = slot.from === 'person' && !slot.untilDone ? frame.slots[slot.name] : undefined
    return value === undefined ? [] : [slot.label + formatSlot(slot, value, frame, w.world, w.now)]
  })
  drop(w, frame, 'nothing')
  const draft = old?.confidential ? '' : filled.join(w.world.words.comma)
  addLine(w, draft === '' ? words(w, 'flow_gone_empty') : words(w, 'flow_gone', { draft }))
}
