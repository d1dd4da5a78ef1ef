import type { Between } from '../command.ts'
import { isPattern } from '../patterns.ts'
import { type Pending, top, type Way } from '../state.ts'
import { type Working, words } from '../working.ts'

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
 * The same with ways that are ready.
 * @param frame the form it is about, by default the one at hand; null: it is about the person, and waits for what is
 * answered in this very turn
 */
export function put(
  w: Working,
  { kind, say, options }: Omit<Pending, 'frame'>,
  frame: string | null = atHand(w),
): void {
  w.state = { ...w.state, pending: { kind, say, options, frame, event: w.event.id } }
}

function atHand(w: Working): string | null {
  return top(w.state)?.id ?? null
}

/** A way that yes or no may mean. */
export function way(label: string, yesNo: Way['yesNo'], ...commands: Way['commands'][number][]): Way {
  return { label, words: [], yesNo, commands }
}
