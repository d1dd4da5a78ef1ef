import type { Heard } from './heard.ts'
import { SELF, type Whom } from './whom.ts'

/**
 * The notice a contact is called with: whether the one whose name it gives is in danger himself, or somebody he told
 * of. It never says who that is.
 * @param heard everybody despair was heard of
 * @param fresh of whom it was heard just now
 * @param again whether this contact was called about the same writer before
 */
export function wordsFor(heard: readonly Heard[], fresh: readonly Whom[], again: boolean): string {
  const isSelf = (whom: { keys: readonly string[] }) => whom.keys.includes(SELF)
  const before = heard.length > fresh.length
  if (again && before && fresh.length > 0) {
    if (fresh.some(whom => whom.unsure)) return 'duty_call_unclear'
    return fresh.some(isSelf) ? 'duty_call_self' : 'duty_call_another'
  }
  if (heard.length > 1) return 'duty_call_several'
  return heard.every(isSelf) ? 'duty_call' : 'duty_call_other'
}

/** Every notice `wordsFor` may name. */
export const CALLS = [
  'duty_call',
  'duty_call_self',
  'duty_call_other',
  'duty_call_another',
  'duty_call_unclear',
  'duty_call_several',
] as const
