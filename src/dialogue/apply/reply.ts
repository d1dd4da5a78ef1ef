import type { Command } from '../command.ts'
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
  command: Extract<Command, { do: 'reply' }>,
): Generator<Request, void, Answer> {
  for (const id of command.flows) if (yield* answers(w, command, id)) return
  sayPattern(w, 'nothing_asked', {})
}

function* answers(
  w: Working,
  { yes, word }: Extract<Command, { do: 'reply' }>,
  id: string,
): Generator<Request, boolean, Answer> {
  const flow = w.world.flows.get(id)
  const choice = flow?.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const verdict = flow && verdictOf(flow)
  const answer = verdict?.options[yes ? 0 : 1]
  if (!flow || !choice || !verdict || !answer) return false
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const asked = frame.got[flow.yesNo ?? '']?.value
  const [about] = Array.isArray(asked) ? (asked as readonly Option[]) : []
  if (!about) return false
  w.state = { ...w.state, last: null, misses: 0, stack: [...w.state.stack, frame] }
  // A “好” may be no more than “seen”: where an opinion has a reason it decides only in a word of its own, and where
  // several wait it only opens the one that was asked last, which may have come in while he typed.
  const isWeighty = flow.slots.some(s => s.follows === verdict.name)
  const waiting = frame.got[choice.optionsFrom ?? '']?.value
  const isAlone = !Array.isArray(waiting) || waiting.length <= 1
  const says = !isWeighty || (isAlone && answer.words.includes(word))
  set(w, { [choice.name]: about.value, ...(says && { [verdict.name]: answer.value }) }, frame.id)
  return true
}
