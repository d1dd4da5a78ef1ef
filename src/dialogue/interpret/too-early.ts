import type { Command } from '../command.ts'
import { isWhole } from './bare.ts'
import type { At, Listening } from './listening.ts'
import { say } from './say.ts'

/** “提交” while something is still asked for: understood, and what is missing comes first. */
export function tooEarly({ reading }: Listening, { flow, frame }: At): Command[] | null {
  const yes = flow.confirm?.yes
  const early = yes !== undefined && frame.status !== 'confirm' && isWhole(reading.plain, [yes])
  return early ? [say('too_early', { yes })] : null
}
