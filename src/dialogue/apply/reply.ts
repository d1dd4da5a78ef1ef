import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import { verdictOf } from '../interpret/opinions.ts'
import type { Option } from '../value.ts'
import type { Working } from '../working.ts'
import { sayPattern } from './ask.ts'
import { newFrame } from './open.ts'
import { set } from './values.ts'

/**
 * “可以”, “不行” after a question that came unasked, a colleague's: it answers that one thing. Where nothing was asked
 * last, it is said so.
 */
export function* reply(
  w: Working,
  { flow: id, yes }: { flow: string; yes: boolean },
): Generator<Request, void, Answer> {
  const flow = w.world.flows.get(id)
  const choice = flow?.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const verdict = flow && verdictOf(flow)
  const answer = verdict?.options[yes ? 0 : 1]?.value
  if (!flow || !choice || !verdict || answer === undefined) return sayPattern(w, 'nothing_asked', {})
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const asked = frame.got[flow.yesNo ?? '']?.value
  const [about] = Array.isArray(asked) ? (asked as readonly Option[]) : []
  if (!about) return sayPattern(w, 'nothing_asked', {})
  w.state = { ...w.state, last: null, misses: 0, stack: [...w.state.stack, frame] }
  set(w, { [choice.name]: about.value, [verdict.name]: answer }, frame.id)
}
