import { and, eq, isNull } from 'drizzle-orm'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { absentBetween } from './absent.ts'
import { AWAY } from './policy.ts'
import type { Stretch } from './rules.ts'

/**
 * Who of the unit's leaders is not there at the same time, where a head and his deputies should not be away together
 * (正副职不同时外出): the deputies for a head, the heads for a deputy. A warning; nothing is refused by it.
 */
export async function awayTogether(
  { tx, tools }: Pick<CareContext, 'tx' | 'tools'>,
  me: Person,
  stretch: Stretch,
): Promise<string[]> {
  const { heads, deputies } = tools.policy(AWAY)
  const others = heads.includes(me.post ?? '') ? deputies : deputies.includes(me.post ?? '') ? heads : []
  if (others.length === 0) return []
  const { person } = tx.t
  const rows = await tx.db
    .select({ id: person.id, name: person.name, post: person.post })
    .from(person)
    .where(and(eq(person.unit, me.unit), isNull(person.left)))
  const leaders = new Map(
    rows
      .filter(({ id, post }) => id !== me.id && others.includes(post ?? ''))
      .map(row => [row.id, titleOf(row)]),
  )
  const absent = await absentBetween(tx, stretch, new Set(leaders.keys()))
  return [...new Set(absent.map(one => leaders.get(one.person) ?? one.name))]
}
