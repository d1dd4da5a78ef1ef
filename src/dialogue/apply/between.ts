import type { Between } from '../command.ts'
import { isPattern } from '../patterns.ts'
import type { Pending, Way } from '../state.ts'
import { isPassing, type Working, words } from '../working.ts'

/**
 * Puts a question between several readings; it stands before whatever the form wants next.
 * @param time which one in a row it is, where the file has words for each
 */
export function askBetween(w: Working, question: Between, time = 0): void {
  const say = isPattern(question.kind)
    ? words(w, question.kind, question.values, time)
    : String(question.values['text'] ?? '')
  const options = question.options.map(o => ({
    label: o.label,
    words: o.words ?? [],
    yesNo: o.yesNo ?? null,
    commands: o.commands,
  }))
  put(w, { kind: question.kind, say, options })
}

/**
 * The same with ways that are ready.
 * @param frame the form it is about; by default the one at hand, beside what is answered in this very turn
 */
export function put(w: Working, { kind, say, options }: Omit<Pending, 'frame'>, frame?: string): void {
  const atHand = w.state.stack.findLast(f => !isPassing(w, f))
  w.state = {
    ...w.state,
    pending: { kind, say, options, frame: frame ?? atHand?.id ?? null, event: w.event.id },
  }
}

/** A way that yes or no may mean. */
export function way(label: string, yesNo: Way['yesNo'], ...commands: Way['commands'][number][]): Way {
  return { label, words: [], yesNo, commands }
}
