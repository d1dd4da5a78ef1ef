import { topFlow, type Working, words } from '../working.ts'
import { put, way } from './between.ts'

/** The form below goes on, and says so; of a confidential one only that something waits. */
export function resume(w: Working): void {
  const below = topFlow(w)
  if (!below || below.frame.status === 'sending') return
  if (below.flow.confidential) goOn(w, 'resume_hidden', words(w, 'resume_hidden'))
  else w.resumed = below.frame.id
}

/** Asks whether the form at hand goes on now: yes asks its question, no keeps it for later. */
export function goOn(w: Working, kind: string, say: string): void {
  const { options: [on = '', later = ''] = [], words: others = [] } = w.world.patterns.resume_hidden
  const yes = { ...way(on, 'yes', { do: 'go_on' }), words: others }
  put(w, { kind, say, options: [yes, way(later, 'no', { do: 'set_aside' })] })
}
