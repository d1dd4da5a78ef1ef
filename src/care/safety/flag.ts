import type { Assessment } from '../../risk/assess.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { keepPiece } from '../heart/pieces.ts'
import { impartialReaders } from '../heart/readers.ts'
import { RISK } from './policy.ts'

/** How the pieces of flags are called until they are sealed. */
export const FLAG_PIECE = 'flag/'

/** What a flag holds until it is sealed to its readers, and then for them. */
export interface Flag {
  text: string
  level: string
  version: string
  /** `YYYY-MM-DD`. */
  today?: string
  /** person.ids of those the person leaves out of what is being told. */
  without?: readonly string[]
  reasons: { rule: string; why: string; quote: string }[]
}

/**
 * Keeps what was flagged, in the person's own words, for the readers of cases, with the reasons in words. Where
 * there are no readers yet, nothing is kept: the duty contact is told, and nobody else could open it.
 * @returns whether it is kept
 */
export async function flagSentence(
  context: EffectContext,
  text: string,
  assessment: Assessment,
  without: readonly string[],
): Promise<boolean> {
  const { tx, tools, person, today } = context
  const { readers } = await impartialReaders(tx, tools, { lane: person.id, today }, [text], without)
  if (readers.length === 0) return false
  const flag: Flag = {
    text,
    level: assessment.level,
    version: tools.policy(RISK).version,
    today,
    without,
    reasons: assessment.reasons.map(({ rule, why, quote }) => ({ rule, why, quote })),
  }
  const piece = `${FLAG_PIECE}${context.key}`
  await keepPiece(context, piece, JSON.stringify(flag))
  await context.soon('safety.flag', `${context.person.id} ${piece}`)
  return true
}
