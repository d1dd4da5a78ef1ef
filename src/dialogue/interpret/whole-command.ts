import type { Command } from '../command.ts'
import type { PatternName } from '../patterns.ts'
import { clauses, isWhole } from './bare.ts'
import { givesUp } from './gives-up.ts'
import { isOneOrTwo, isSaid } from './is-said.ts'
import type { Listening } from './listening.ts'

/** Words that mean something only as a whole message: “取消”, “算了，不请了”. */
export function wholeCommand(l: Listening): Command[] | null {
  const { plain } = l.reading
  const is = (name: PatternName) => isSaid(l, l.world.patterns[name].words)
  const givenUp = givesUp(l)
  if (givenUp) return givenUp
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
  const all = [...words, ...(cancel.words ?? []), ...(wait.words ?? [])]
  const ends = (part: string) =>
    all.some(word => part.startsWith(word) && isWhole(part.slice(word.length), words))
  return isSaid(l, all) && clauses(l.reading.plain).some(part => isOneOrTwo(part, words) || ends(part))
}
