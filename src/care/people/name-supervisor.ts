import { eq } from 'drizzle-orm'
import { type Detail, Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Directory } from '../../runtime/directory.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Tx } from '../../storage/storage.ts'
import { REROUTE } from '../applications/reroute.ts'
import { rosterChanged } from './store.ts'
import { superiorsOf } from './superiors.ts'

/**
 * Names who supervises somebody from now on, in the roster; what waits goes to whoever decides it now.
 * @throws Fault INPUT_INVALID for nobody, for himself, and for who stands below him
 */
export async function nameSupervisor(
  tx: Tx,
  directory: Pick<Directory, 'byUserid'>,
  { userid, supervisor }: { userid: string; supervisor: string },
  { actor, now }: { actor: Person; now: number },
): Promise<void> {
  const whom = await directory.byUserid(tx, userid)
  const to = await directory.byUserid(tx, supervisor)
  const wrong = (rule: Detail['rule'], value: string) =>
    new Fault('INPUT_INVALID', { details: [{ where: 'userid', rule, values: { value } }] })
  if (!whom || !to) throw wrong('unknown_person', supervisor)
  if (to.id === whom.id) throw wrong('own_supervisor', supervisor)
  if ((await superiorsOf(tx, directory, to)).some(({ id }) => id === whom.id))
    throw wrong('supervisor_circle', userid)
  const { person } = tx.t
  await tx.db.update(person).set({ supervisor }).where(eq(person.id, whom.id))
  await rosterChanged(tx)
  await schedule(tx, REROUTE, whom.id, now)
  await writeAudit(tx, { actor: actor.id, action: 'person.supervisor', about: whom.id }, now)
}
