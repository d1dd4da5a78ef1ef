import type { Flow, Rule } from '../flow.ts'
import { optionsOf } from '../slots/index.ts'
import type { Frame } from '../state.ts'
import { type RenderScope, renderParts } from '../template.ts'
import { addLine, drop, type Working } from '../working.ts'
import { resume } from './resume.ts'

/**
 * Puts a form away that cannot go on: the rule that is broken asks for another of the things to choose from, and there is
 * no other. To ask for it again would be to ask for ever.
 * @returns whether it is gone
 */
export function deadEnd(w: Working, frame: Frame, flow: Flow, broken: Rule, scope: RenderScope): boolean {
  const [only, other] = broken.reask
  const slot = only === undefined ? undefined : flow.slot.get(only)
  if (other !== undefined || slot?.type !== 'choice' || slot.optionsFrom === null) return false
  if (optionsOf(slot, frame).length > 1) return false
  addLine(w, renderParts(broken.say, scope))
  w.changes = []
  drop(w, frame, 'nothing')
  resume(w)
  return true
}
