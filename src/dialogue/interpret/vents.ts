import type { Command } from '../command.ts'
import { findWord } from './bare.ts'
import type { Listening } from './listening.ts'

/**
 * “他妈的，这日子没法过了”: cursed at life, and not at the bot, which has either just not understood or is spoken of.
 * @param lost nothing was understood for certain
 */
export function vents(
  { reading, state, world }: Listening,
  commands: readonly Command[],
  lost: boolean,
): boolean {
  const angry = commands.every(c => c.do === 'say' && c.pattern === 'anger')
  if (!(lost || angry) || state.misses > 0 || state.pending?.kind === 'clarify_one') return false
  const { vents, anger } = world.patterns
  const has = (words: readonly string[] = []) => findWord(reading.plain, words) !== null
  return has(vents.words) && !has(anger.words)
}
