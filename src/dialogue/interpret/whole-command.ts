import type { Command } from '../command.ts'
import type { PatternName } from '../patterns.ts'
import { clauses, isWhole } from './bare.ts'
import type { Listening } from './listening.ts'

/** Words that mean something only as a whole message: “取消”, “算了，不请了”. */
export function wholeCommand(l: Listening): Command[] | null {
  const { plain } = l.reading
  const parts = plain.length <= 24 ? clauses(plain) : []
  const is = (name: PatternName) => {
    const words = l.world.patterns[name].words ?? []
    return isWhole(plain, words) || (parts.length > 1 && parts.every(part => isWhole(part, words)))
  }
  if (is('cancel')) return [{ do: 'cancel' }]
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
