import type { Answer, Request } from '../event.ts'
import { judge } from '../expression/compile.ts'
import { fetchAll } from '../fetch.ts'
import type { Flow } from '../flow.ts'
import { scopeOf } from '../scope.ts'
import { blankFrame } from '../state.ts'
import type { Working } from '../working.ts'

/** Whether the gates of a flow would let somebody in now. */
export function* isOpen(w: Working, flow: Flow): Generator<Request, boolean, Answer> {
  const frame = yield* fetchAll(w, blankFrame('', flow, w.event.at), flow)
  const scope = scopeOf(w.world, w.now, frame, flow)
  return flow.gates.every(gate => judge(gate.that, scope) !== false)
}
