import type { Flow } from '../flow.ts'
import type { Frame, Patch } from '../state.ts'
import { addLine, flowOf, storedBy, topFlow, update, type Working, words } from '../working.ts'
import { forgetBrought } from './attach.ts'
import { sayKept } from './kept.ts'
import { forgetPiece, forgetUndecided } from './story.ts'

/** “上一步”: what the last message changed is put back. */
export function undo(w: Working): void {
  const current = topFlow(w)
  const patch = current?.frame.undo.at(-1)
  if (!current || !patch) return addLine(w, words(w, 'undo_none'))
  const { frame, flow } = current
  takeBack(w, frame, patch)
  addLine(w, words(w, 'undo', { changes: labelsOf(w, flow, patch) }))
}

/**
 * A message that was taken back: what it set is cleared, and a piece of a story goes, also of a form that waits beneath
 * another. False when it did neither.
 */
export function recalled(w: Working, event: string): boolean {
  const isStory = forgetUndecided(w, event) || w.state.stack.some(frame => forgetPiece(w, event, frame))
  if (isStory) {
    addLine(w, words(w, 'recalled_piece'))
    for (const frame of w.state.stack) sayKept(w, frame, event)
    return true
  }
  return w.state.stack.toReversed().some(frame => forgetIn(w, frame, event)) || recalledLate(w, event)
}

/** It was handed in before it was taken back: that changes nothing, which is said once. */
function recalledLate(w: Working, event: string): boolean {
  const { handed, ...rest } = w.state
  const say = w.world.flows.get(handed?.flow ?? '')?.afterwards.recalled
  if (say === undefined || !handed?.events.includes(event)) return false
  w.state = rest
  addLine(w, say)
  return true
}

function forgetIn(w: Working, frame: Frame, event: string): boolean {
  const flow = flowOf(w, frame)
  if (!flow) return false
  const label = forgetBrought(w, frame, flow, event) ?? forgetSet(w, frame, flow, event)
  if (label === null) return false
  addLine(w, words(w, 'recalled', { label }))
  return true
}

/** What a message had set is cleared; of files, each knows its message, since several that come together are one step. */
function forgetSet(w: Working, frame: Frame, flow: Flow, message: string): string | null {
  const patch = frame.undo.find(p => p.event === message)
  const slots = Object.keys(patch?.before ?? {}).map(name => flow.slot.get(name))
  if (!patch || slots.some(slot => slot?.type === 'file')) return null
  takeBack(w, frame, patch)
  return labelsOf(w, flow, patch)
}

function labelsOf(w: Working, flow: Flow, { before }: Patch): string {
  return Object.keys(before)
    .map(name => flow.slot.get(name)?.label ?? name)
    .join(w.world.words.and)
}

/** What is asked for once more, where only one thing is. */
function theOne(names: readonly string[]): string | null {
  return names.length === 1 ? (names[0] ?? null) : null
}

/** Files that only this step had brought are not needed any more. */
function takeBack(w: Working, frame: Frame, patch: Patch): void {
  const slots = { ...frame.slots }
  for (const [name, value] of Object.entries(patch.before)) {
    if (value === null) delete slots[name]
    else slots[name] = value
  }
  const after: Frame = {
    ...frame,
    slots,
    skipped: frame.skipped.filter(name => !(name in patch.before)),
    undo: frame.undo.filter(p => p !== patch),
    status: 'fill',
    asked: theOne(Object.keys(patch.before)),
    tries: 0,
    edit: frame.edit + 1,
    touched: w.event.at,
    nudged: 0,
  }
  const kept = storedBy(after)
  w.forgotten.push(...[...storedBy(frame)].filter(id => !kept.has(id)))
  update(w, after)
}
