import type { Between, Command } from '../command.ts'
import { isPattern } from '../patterns.ts'
import { type Pending, top, type Way } from '../state.ts'
import { addLine, type Working, words } from '../working.ts'
import { isOff, topicsOf } from '../world.ts'

/**
 * Puts a question between several readings; it stands before whatever the form wants next.
 * @param about `time`: which one in a row it is, where the file has words for each; `frame` as in `put`
 */
export function askBetween(
  w: Working,
  question: Between,
  { time = 0, frame = atHand(w) }: { time?: number; frame?: string | null } = {},
): void {
  const say = isPattern(question.kind)
    ? words(w, question.kind, question.values, time)
    : String(question.values['text'] ?? '')
  const options = question.options.map(o => ({
    label: o.label,
    words: o.words ?? [],
    yesNo: o.yesNo ?? null,
    commands: o.commands,
  }))
  put(w, { kind: question.kind, say, options }, frame)
}

/**
 * The same with ways that are ready. Those that lead to what must not be spoken of here are left out unnamed; where
 * nothing else could have been meant, that is said instead of the question.
 * @param frame the form it is about, by default the one at hand; null: it is about the person, and waits for what is
 * answered in this very turn
 */
export function put(
  w: Working,
  { kind, say, options }: Omit<Pending, 'frame'>,
  frame: string | null = atHand(w),
): void {
  const here = options.filter(option => !option.commands.some(command => leadsAway(w, command)))
  const isQuestion = here.length === options.length || here.some(({ commands }) => commands.some(begins))
  if (!isQuestion) return addLine(w, words(w, 'off_here'))
  w.state = { ...w.state, pending: { kind, say, options: here, frame, event: w.event.id } }
}

function begins({ do: what }: Command): boolean {
  return what === 'start'
}

function leadsAway({ state, world: { flows, place } }: Working, command: Command): boolean {
  const frame = command.do === 'set' ? state.stack.find(({ id }) => id === command.frame) : undefined
  const flow = flows.get(command.do === 'start' ? command.flow : (frame?.flow ?? ''))
  const slots = { ...frame?.slots, ...(command.do === 'set' ? command.values : {}) }
  return flow !== undefined && isOff({ ...flow, sensitive: topicsOf(flow, slots) }, place)
}

function atHand(w: Working): string | null {
  return top(w.state)?.id ?? null
}

/** A way that yes or no may mean. */
export function way(label: string, yesNo: Way['yesNo'], ...commands: Way['commands'][number][]): Way {
  return { label, words: [], yesNo, commands }
}
