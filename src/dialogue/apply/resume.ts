import type { Flow } from '../flow.ts'
import type { Frame } from '../state.ts'
import { addLine, drop, topFlow, type Working, words } from '../working.ts'
import { put, way } from './between.ts'

/**
 * The form below goes on, and says so; of a confidential one only that something waits. What was refused as it stands is
 * kept for later instead.
 * @param after what has just been done
 */
export function resume(w: Working, after?: Flow): void {
  const below = topFlow(w)
  if (!below || below.frame.status === 'sending') return
  if (isRefused(below.frame, below.flow, after)) {
    drop(w, below.frame, 'draft')
    addLine(w, words(w, 'refused_waits', { title: below.flow.title }))
    return resume(w)
  }
  if (below.flow.confidential) goOn(w, 'resume_hidden', words(w, 'resume_hidden'))
  else w.resumed = below.frame.id
}

/** Whether it would be refused once more: nothing of it was changed, and nothing else withdrawn or moved meanwhile. */
function isRefused({ refused, edit }: Frame, { confidential, draft, withdraw }: Flow, after?: Flow): boolean {
  if (refused !== edit || confidential || !draft) return false
  return after === undefined || (withdraw?.flow !== after.id && withdraw?.change !== after.id)
}

/** Asks whether the form at hand goes on now: yes asks its question, no keeps it for later. */
export function goOn(w: Working, kind: string, say: string): void {
  const { options: [on = '', later = ''] = [], words: others = [] } = w.world.patterns.resume_hidden
  const yes = { ...way(on, 'yes', { do: 'go_on' }), words: others }
  put(w, { kind, say, options: [yes, way(later, 'no', { do: 'set_aside' })] })
}
