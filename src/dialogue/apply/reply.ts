import type { Command } from '../command.ts'
import type { Answer, Request } from '../event.ts'
import { fetchAll } from '../fetch.ts'
import { verdictOf } from '../interpret/opinions.ts'
import type { Frame } from '../state.ts'
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
  { yes, word, plainly = false }: Extract<Command, { do: 'reply' }>,
  id: string,
): Generator<Request, boolean, Answer> {
  const flow = w.world.flows.get(id)
  const choice = flow?.slots.find(s => s.type === 'choice' && s.optionsFrom !== null)
  const verdict = flow && verdictOf(flow)
  const answer = verdict?.options[yes ? 0 : 1]
  if (!flow || !choice || !verdict || !answer) return false
  const frame = yield* fetchAll(w, newFrame(w, flow), flow)
  const waiting = optionsIn(frame, choice.optionsFrom)
  // “准” can be about nothing else than the only one that waits, whatever was said since.
  const [about] = [...optionsIn(frame, flow.yesNo), ...(plainly && waiting.length === 1 ? waiting : [])]
  if (!about) return false
  w.state = { ...w.state, last: null, misses: 0, stack: [...w.state.stack, frame] }
  // A “好” may be no more than “seen”: where an opinion has a reason it decides only in a word of its own, and where
  // several wait it only opens the one that was asked last, which may have come in while he typed.
  const isWeighty = flow.slots.some(s => s.follows === verdict.name)
  const says = !isWeighty || (waiting.length <= 1 && (plainly || answer.words.includes(word)))
  set(w, { [choice.name]: about.value, ...(says && { [verdict.name]: answer.value }) }, frame.id)
  return true
}

function optionsIn({ got }: Frame, name: string | null): readonly Option[] {
  const value = got[name ?? '']?.value
  return Array.isArray(value) ? (value as readonly Option[]) : []
}
