import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { normalize } from '../../understanding/normalize.ts'

/** Userids of everybody of the roster whose name stands in these texts. */
export function namedIn(tools: Tools, texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap(text => tools.directory.named(normalize(text)).map(named => named.userid)))
}

/**
 * Whether somebody may not deal with what was written: it names him, or somebody whose subordinate or deputy he is.
 * @param named people of the roster who stand in it
 */
export function isPartial(person: Person, named: readonly Person[]): boolean {
  return named.some(
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
