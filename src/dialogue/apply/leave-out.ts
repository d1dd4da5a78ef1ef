import { scopeOf } from '../scope.ts'
import { renderParts } from '../template.ts'
import { addLine, topFlow, type Working } from '../working.ts'
import { set } from './values.ts'

/** Writes down who is left out, and says at once what that leads to. */
export function leaveOut(w: Working, name: string, options: readonly string[]): void {
  const current = topFlow(w)
  const heard = current?.flow.slot.get(name)?.heard
  if (!current || !heard) return
  set(w, { [name]: options }, current.frame.id)
  w.changes = w.changes.filter(change => change.slot !== name)
  const frame = topFlow(w)?.frame ?? current.frame
  addLine(w, renderParts(heard, scopeOf(w.world, w.now, frame, current.flow)))
}
