import { createHash } from 'node:crypto'
import { handedIn } from './finish.ts'
import type { Flow } from './flow.ts'
import type { Frame } from './state.ts'
import type { RenderScope } from './template.ts'
import { addLine, update, type Working, words } from './working.ts'

/**
 * Counts a change of what would be handed in that nobody typed: a look-up brought something else than when the
 * summary was shown, or when it was last tried. `edit` stands in the key of every effect and under every yes, so that
 * one key never has two contents, and nobody's yes is taken for what he was not shown.
 */
export function countContent(w: Working, frame: Frame, flow: Flow, scope: RenderScope): Frame {
  const print = printOf(flow, scope)
  const { content } = frame
  if (content?.edit === frame.edit && content.print === print) return frame
  const changed = content?.edit === frame.edit
  const edit = changed ? frame.edit + 1 : frame.edit
  const counted: Frame = { ...frame, edit, content: { edit, print } }
  update(w, counted)
  if (changed && flow.confirm && w.confirmed === frame.id) {
    w.confirmed = null
    addLine(w, words(w, 'content_changed'))
  }
  return counted
}

function printOf(flow: Flow, scope: RenderScope): string {
  const inputs = flow.submit.map(submit => handedIn(submit, flow, scope))
  return createHash('sha256').update(JSON.stringify(inputs)).digest('base64url').slice(0, 16)
}
