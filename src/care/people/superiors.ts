import { eq } from 'drizzle-orm'
import type { Person } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import type { Tx } from '../../storage/storage.ts'

/** Longer chains of superiors are a mistake in the roster. */
const LEVELS = 8

/** Everybody above somebody, nearest first. Who has left is passed over: his own superior comes next. */
export async function superiorsOf(
  tx: Tx,
  directory: Pick<Directory, 'byUserid'>,
  { userid, supervisor }: Pick<Person, 'userid' | 'supervisor'>,
): Promise<Person[]> {
  const above: Person[] = []
  const seen = new Set([userid])
  for (let at = supervisor; at !== null && !seen.has(at) && seen.size <= LEVELS; ) {
    seen.add(at)
    const here = await directory.byUserid(tx, at)
    if (here) above.push(here)
    at = here ? here.supervisor : await supervisorOfGone(tx, at)
  }
  return above
}

async function supervisorOfGone(tx: Tx, userid: string): Promise<string | null> {
  const { person } = tx.t
  const [row] = await tx.db
    .select({ supervisor: person.supervisor })
    .from(person)
    .where(eq(person.userid, userid))
  return row?.supervisor ?? null
}
