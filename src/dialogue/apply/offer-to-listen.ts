import type { Answer, Request } from '../event.ts'
import { judge } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow } from '../flow.ts'
import { visibleFlows } from '../interpret/listening.ts'
import { scopeOf } from '../scope.ts'
import { blankFrame } from '../state.ts'
import { addLine, type Working, words } from '../working.ts'
import { askBetween } from './between.ts'

/**
 * “领导当着大家的面骂我废物” said out of the blue: instead of not understanding, the bot offers the form in which such things
 * are told, with that sentence as its first. False where there is none, or it is open.
 */
export function* offerToListen(w: Working, text: string): Generator<Request, boolean, Answer> {
  const story = visibleFlows(w.world).find(
    flow => flow.confidential && flow.slots.some(s => s.untilDone && s.asksFor !== null),
  )
  if (!story || w.state.stack.some(f => f.flow === story.id)) return false
  if (!(yield* isOpen(w, story))) {
    addLine(w, words(w, 'weighs_closed'))
    return true
  }
  const [yes = '', no = ''] = w.world.patterns.weighs.options ?? []
  w.state = { ...w.state, misses: 0 }
  askBetween(w, {
    kind: 'weighs',
    values: {},
    options: [
      {
        label: yes,
        words: story.phrases,
        yesNo: 'yes',
        commands: [{ do: 'start', flow: story.id, text, force: true }],
      },
      { label: no, yesNo: 'no', commands: [{ do: 'say', pattern: 'weighs_no' }] },
    ],
  })
  return true
}

/** Whether its gates would let somebody in now. */
function* isOpen(w: Working, flow: Flow): Generator<Request, boolean, Answer> {
  const frame = yield* fetchAll(w, blankFrame('', flow, w.event.at), flow)
  const scope = scopeOf(w.world, w.now, frame, flow)
  return flow.gates.every(gate => judge(gate.that, scope) !== false)
}
