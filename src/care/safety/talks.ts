import type { Assess, Assessment } from '../../risk/assess.ts'
import { hearIn, NEW_TALK, type Talk } from '../../risk/conversation.ts'

/** People whose last turns are remembered; whoever wrote longest ago is forgotten first. */
const MOST = 2_000

/** Hears what people write in the light of what they wrote before. */
export interface Talks {
  hear(lane: string, assess: Assess, plain: string): Assessment
}

/**
 * Weak signs of the last turns, by person. They are kept in memory alone and hold no words: a restart forgets them,
 * and a text is then heard by itself. Somebody without a weak sign is not remembered at all.
 */
export function openTalks(): Talks {
  const talks = new Map<string, Talk>()
  return {
    hear(lane, assess, plain) {
      const before = talks.get(lane)
      const { assessment, talk } = hearIn(before ?? NEW_TALK, assess, plain)
      if (before) talks.delete(lane)
      if (talk.weak.length > 0) talks.set(lane, talk)
      if (talks.size > MOST) talks.delete(talks.keys().next().value ?? lane)
      return assessment
    },
  }
}
