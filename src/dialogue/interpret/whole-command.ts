import type { Command } from '../command.ts'
import type { PatternName } from '../patterns.ts'
import { optionsOf } from '../slots/index.ts'
import { clauses, isWhole } from './bare.ts'
import type { Listening } from './listening.ts'

/** Words that mean something only as a whole message: “取消”, “算了，不请了”. */
export function wholeCommand(l: Listening): Command[] | null {
  const { plain } = l.reading
  const is = (name: PatternName) => isSaid(l, l.world.patterns[name].words)
  if (is('cancel') || dropsChoice(l)) return [{ do: 'cancel' }]
  const confirm = l.at?.flow.confirm
  if (confirm?.ends && isWhole(plain, [confirm.no])) return [{ do: 'no' }]
  if (is('restore'))
    return [{ do: (l.at || l.state.pending) && l.state.drafts.length === 0 ? 'go_on' : 'restore' }]
  if (is('undo')) return [{ do: 'undo' }]
  if (is('repeat')) return [{ do: 'repeat' }]
  if (is('help')) return [{ do: 'help' }]
  if (is('retry') && l.at) return [{ do: 'retry' }]
  if (is('finish') && l.at?.asked?.untilDone) return [{ do: 'finish' }]
  return null
}

/** “先放着”, and “算了，改天再说”: what was told is kept where both are said. */
export function setsAside(l: Listening): boolean {
  const { cancel, wait, set_aside: aside } = l.world.patterns
  const { words = [] } = aside
  const says = clauses(l.reading.plain).some(part => isOneOrTwo(part, words))
  return says && isSaid(l, [...words, ...(cancel.words ?? []), ...(wait.words ?? [])])
}

/** Whether a whole message says what one of these words does, in one breath or clause by clause. */
function isSaid({ reading: { plain } }: Listening, words: readonly string[] = []): boolean {
  const parts = plain.length <= 24 ? clauses(plain) : []
  return isWhole(plain, words) || (parts.length > 0 && parts.every(part => isOneOrTwo(part, words)))
}

/** “算了不请了”: said in one breath, it is what it is with a comma. */
function isOneOrTwo(part: string, words: readonly string[]): boolean {
  if (isWhole(part, words)) return true
  return words.some(word => part.startsWith(word) && isWhole(part.slice(word.length), words))
}

/** “年假还是算了”: to take back what a form asks first, which is what it is about, is to take back the form. */
function dropsChoice({ at, reading, world }: Listening): boolean {
  const slot = at?.flow.slots.find(s => s.from === 'person' && s.when === null)
  if (!at || slot?.type !== 'choice' || !(slot.name in at.frame.slots)) return false
  const chosen = optionsOf(slot, at.frame).find(o => o.value === at.frame.slots[slot.name])
  const word = chosen && [chosen.label, ...chosen.words].find(w => w !== '' && reading.plain.startsWith(w))
  return word !== undefined && isWhole(reading.plain.slice(word.length), world.patterns.cancel.words ?? [])
}
