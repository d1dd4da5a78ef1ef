import type { Flow } from '../flow.ts'
import { scopeOf } from '../scope.ts'
import type { Frame, Patch } from '../state.ts'
import { renderParts } from '../template.ts'
import type { FileRef, Value } from '../value.ts'
import { addLine, topFlow, update, type Working, words } from '../working.ts'
import { changedFrame } from './values.ts'

/** Adds files to a slot. With the first of those that come without being asked for, it is said what becomes of them. */
export function attach(w: Working, name: string, added: readonly FileRef[]): void {
  const current = topFlow(w)
  if (!current) return
  const { frame, flow } = current
  const had = filesIn(frame.slots[name])
  const skipped = frame.skipped.filter(s => s !== name)
  const after = changedFrame(w, { ...frame, skipped }, { ...frame.slots, [name]: [...had, ...added] }, [name])
  update(w, after)
  w.files += added.length
  const heard = flow.slot.get(name)?.heard
  if (heard && had.length === 0) addLine(w, renderParts(heard, scopeOf(w.world, w.now, after, flow)))
}

/** “附件删掉”, “删掉刚才那张图”: they go at once, and no step back brings them again. @param last what came last alone */
export function forgetFiles(w: Working, last: boolean): void {
  const current = topFlow(w)
  const name = current?.flow.slots.find(slot => slot.type === 'file' && slot.from === 'remark')?.name
  if (!current || !name) return
  const { frame } = current
  const patch = frame.undo.findLast(p => name in p.before)
  const all = filesIn(frame.slots[name])
  const gone = last && patch ? broughtBy(frame, name, patch) : all
  if (all.length === 0 || gone.length === 0) return addLine(w, words(w, 'no_files_kept'))
  takeOut(w, frame, name, gone)
  addLine(w, words(w, 'erased_files', { count: gone.length }))
}

/**
 * A message that was taken back had brought files: these go, and those of other messages stay, also where they came with it.
 * @returns what they are called; null where it had brought none
 */
export function forgetBrought(w: Working, frame: Frame, flow: Flow, message: string): string | null {
  for (const { name, label, type } of flow.slots) {
    const gone = type === 'file' ? filesIn(frame.slots[name]).filter(file => file.message === message) : []
    if (gone.length === 0) continue
    takeOut(w, frame, name, gone)
    return label
  }
  return null
}

function broughtBy(frame: Frame, name: string, patch: Patch): FileRef[] {
  const next = frame.undo.slice(frame.undo.indexOf(patch) + 1).find(p => name in p.before)
  const after = filesIn(next ? next.before[name] : frame.slots[name])
  const before = filesIn(patch.before[name])
  return after.filter(file => before.every(({ id }) => id !== file.id))
}

function takeOut(w: Working, frame: Frame, name: string, gone: readonly FileRef[]): void {
  const ids = gone.map(file => file.id)
  const left = (value: Value | null | undefined) => filesIn(value).filter(({ id }) => !ids.includes(id))
  const { [name]: now, ...others } = frame.slots
  const rest = left(now)
  const undo = frame.undo.map(patch =>
    name in patch.before
      ? { ...patch, before: { ...patch.before, [name]: orNone(left(patch.before[name])) } }
      : patch,
  )
  w.forgotten.push(...ids)
  update(w, {
    ...frame,
    slots: rest.length > 0 ? { ...others, [name]: rest } : others,
    undo,
    status: 'fill',
    edit: frame.edit + 1,
    touched: w.event.at,
    nudged: 0,
  })
}

function orNone(files: readonly FileRef[]): Value | null {
  return files.length > 0 ? files : null
}

function filesIn(value: Value | null | undefined): readonly FileRef[] {
  return (value ?? []) as readonly FileRef[]
}
