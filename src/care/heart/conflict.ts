import { and, inArray, isNull } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { normalize } from '../../understanding/normalize.ts'

/** Userids of everybody of the roster whose name stands in these texts. */
export function namedIn(tools: Tools, texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(text => tools.directory.named(normalize(text)).map(named => named.userid)))
}

/**
 * Those who may not deal with what was written: it is to be kept from them, or from somebody whose subordinate or
 * deputy they are, or who has named them to decide in his place.
 * @param from whom it names, and whom its writer leaves out
 * @param today a stand-in whose days are over counts no more; without it, every one who was never taken back does
 */
export async function partialAmong(
  tx: Tx,
  people: readonly Person[],
  from: readonly Person[],
  today = '',
): Promise<Person[]> {
  const { delegation } = tx.t
  const whose = from.map(one => one.id)
  const arranged = await tx.db
    .select({ deputy: delegation.deputy, to: delegation.to })
    .from(delegation)
    .where(and(inArray(delegation.person, whose), isNull(delegation.ended)))
  const standsIn = (person: Person) =>
    arranged.some(({ deputy, to }) => deputy === person.id && (to === null || to >= today))
  return people.filter(person => isPartial(person, from) || standsIn(person))
}

function isPartial(person: Person, from: readonly Person[]): boolean {
  return from.some(
    ({ userid, unit, post }) =>
      userid === person.userid ||
      userid === person.supervisor ||
      (unit === person.unit && isDeputyOf(person.post, post)),
  )
}

/** 副主任 of a 主任. */
function isDeputyOf(post: string | null, head: string | null): boolean {
  return post !== null && head !== null && post === `副${head}`
}
