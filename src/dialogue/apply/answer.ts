import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import { scopeOf } from '../scope.ts'
import { blankFrame } from '../state.ts'
import { renderParts } from '../template.ts'
import { addLine, type Working, words } from '../working.ts'
import { isOff } from '../world.ts'

/** Answers a question about a form that is not open, with what can be known before it is. */
export function* answerOf(w: Working, id: string, index: number): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(id)
  const answer = flow?.answers[index]
  if (!flow || !answer) return
  if (isOff(flow, w.world.place)) return addLine(w, words(w, 'off_here'))
  const frame = yield* fetchAll(w, blankFrame('', flow, w.event.at), flow)
  addLine(w, renderParts(answer.say, scopeOf(w.world, w.now, frame, flow)))
}
