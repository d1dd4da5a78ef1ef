import type { Heard } from './heard.ts'
import { SELF, type Whom } from './whom.ts'

/**
 * The notice a contact is called with: whether the one whose name it gives is in danger himself, or somebody he told
 * of. It never says who that is.
 * @param heard everybody despair was heard of
 * @param fresh of whom it was heard just now
 * @param again whether this contact was called about the same writer before
 * @param more what was heard just now is of nobody new
 */
export function wordsFor(
  heard: readonly Heard[],
  fresh: readonly Whom[],
  again: boolean,
  more: More | null = null,
): string {
  const isSelf = (whom: { keys: readonly string[] }) => whom.keys.includes(SELF)
  // Those heard of just now were put last.
  const meant = fresh.length > 0 ? heard.slice(-fresh.length) : heard
  const emergency = meant.filter(one => one.kind !== undefined)
  if (emergency.length > 0) {
    const what = emergency.some(one => one.kind !== 'medical') ? 'done' : 'medical'
    return emergency.some(isSelf) ? `duty_call_${what}` : `duty_call_${what}_other`
  }
  // A card that reads like the first is taken for the first.
  if (again && more !== null) return more === 'graver' ? 'duty_call_graver' : 'duty_call_again'
  // Whom a reader means, only the person can say.
  if (!again && meant.every(one => one.raised && one.unsure)) return 'duty_call_unknown'
  const before = heard.length > fresh.length
  if (again && before && fresh.length > 0) {
    if (fresh.some(whom => whom.unsure)) return 'duty_call_unclear'
    return fresh.some(isSelf) ? 'duty_call_self' : 'duty_call_another'
  }
  if (heard.length > 1) return 'duty_call_several'
  return heard.every(isSelf) ? 'duty_call' : 'duty_call_other'
}

/** A contact is called once more about the same: it got graver, or is so still. */
export type More = 'graver' | 'again'

/** Every notice `wordsFor` may name. */
export const CALLS = [
  'duty_call',
  'duty_call_graver',
  'duty_call_again',
  'duty_call_self',
  'duty_call_other',
  'duty_call_another',
  'duty_call_unclear',
  'duty_call_several',
  'duty_call_unknown',
  'duty_call_medical',
  'duty_call_medical_other',
  'duty_call_done',
  'duty_call_done_other',
] as const
