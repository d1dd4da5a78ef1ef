import type { Emergency } from './emergency.ts'
import { ONCE_IN } from './rules.ts'
import type { Whom } from './whom.ts'

/** A reader of a case has called out for its writer. Neither he nor these, or who stands under or in for them, is called. */
export interface Raised {
  /** person.id. */
  readonly by: string
  /** person.ids of whom the case names, or its writer left out. */
  readonly from: readonly string[]
  /** Its readers do not see whose case it is. */
  readonly hidden: boolean
}

/** Somebody of whom despair was heard, and when a contact was last called about that. Kept sealed. */
export interface Heard {
  readonly keys: readonly string[]
  readonly sex: string
  readonly unsure: boolean
  readonly level: 'crisis' | 'high'
  /** ms UTC. */
  readonly at: number
  /** person.ids of who was named in it: they are called last, since it may be about them. */
  readonly named?: readonly string[]
  /** A sudden illness, or what he has already done. */
  readonly kind?: Emergency
  /** Where it was no word of the writer's but a reader who called. */
  readonly raised?: Raised
}

/** Why a contact is to be called about somebody: never heard of, or graver than before, or an hour ago. */
export type News = 'new' | 'again' | null

/**
 * Whether a contact is to be called about somebody, after what was heard before. Where it cannot be told whether it is
 * the same person, it counts as another: one call too many wakes somebody up, one too few may cost a life.
 */
export function newsOf(
  whom: Whom,
  level: Heard['level'],
  heard: readonly Heard[],
  now: number,
  kind: Emergency | null = null,
): { news: News; known: Heard | null } {
  const known = sameAs(whom, heard)
  if (!known) return { news: 'new', known: null }
  const graver = known.level === 'high' && level === 'crisis'
  const changed = kind !== null && kind !== known.kind
  return { news: graver || changed || now - known.at > ONCE_IN ? 'again' : null, known }
}

/** The one of those heard of before who this certainly is. */
function sameAs(whom: Whom, heard: readonly Heard[]): Heard | null {
  if (whom.another) return null
  const sure = heard.filter(h => !h.unsure)
  const within = (h: Heard) => whom.keys.every(key => h.keys.includes(key))
  if (whom.unsure) {
    const each = whom.keys.map(key => sure.find(h => h.keys.includes(key)))
    const last = each.at(-1)
    if (last && each.every(Boolean)) return last
    return heard.find(h => h.unsure && within(h)) ?? null
  }
  if (whom.keys.length > 0) return sure.find(within) ?? null
  // Only “他”: whoever else was spoken of, where that is one alone and it can be that one.
  const others = sure.filter(h => !h.keys.includes('self'))
  const [one] = others
  const fits = one && (one.sex === '' || whom.sex === '' || one.sex === whom.sex)
  return fits && others.length === 1 ? one : null
}

/** What is remembered once a contact has been called about somebody. */
export function remembered(
  whom: Whom,
  level: Heard['level'],
  known: Heard | null,
  heard: readonly Heard[],
  now: number,
  {
    named = [],
    kind = null,
    raised,
  }: { named?: readonly string[]; kind?: Emergency | null; raised?: Raised | undefined } = {},
): Heard[] {
  const { keys, sex, unsure } = known ?? whom
  const highest = known?.level === 'crisis' ? 'crisis' : level
  const all = [...new Set([...(known?.named ?? []), ...named])]
  // What was done stays done; an illness is told of as long as it is spoken of.
  const done = known?.kind === 'medical' ? undefined : known?.kind
  const is = kind ?? done
  const entry: Heard = {
    keys,
    sex,
    unsure,
    level: highest,
    at: now,
    ...(all.length > 0 ? { named: all } : {}),
    ...(is ? { kind: is } : {}),
    // What the writer says himself is heard by whoever is on duty: who was kept out of a reader's call is so no more.
    ...(raised ? { raised } : {}),
  }
  return [...heard.filter(h => h !== known), entry].slice(-MOST)
}

/** More people than this nobody tells of in one conversation. */
const MOST = 20
