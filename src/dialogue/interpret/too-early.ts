import type { Command } from '../command.ts'
import { isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'
import { say } from './say.ts'

/** “提交” while something is still asked for: understood, and what is missing comes first. */
export function tooEarly({ reading, world }: Listening, { flow, frame, asked }: At): Command[] | null {
  const yes = flow.confirm?.yes
  if (yes === undefined || frame.status === 'confirm') return null
  // “提交” of a form with another word for it, “说完了” after a story; where “没有了” may be an answer it is one.
  const ends = asked?.type === 'choice' || asked?.type === 'person' ? world.patterns.finish.words : undefined
  return isWhole(reading.plain, [yes, ...(ends ?? [])]) ? [say('too_early', { yes })] : null
}
