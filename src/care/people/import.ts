import { eq, isNull } from 'drizzle-orm'
import { localDate } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import type { Alarm } from '../../runtime/alarm.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Storage, Tx } from '../../storage/storage.ts'
import { REROUTE } from '../applications/reroute.ts'
import { leave } from './departure.ts'
import { changePowers, giverOf, type RolesChange } from './powers.ts'
import { type RosterRow, readRoster } from './roster.ts'
import { hasAdministrator, rosterChanged } from './store.ts'

/** Who brings something in, and when (ms UTC). */
export interface ImportedBy {
  /** person.id, `cli` or `system`. */
  readonly actor: string
  readonly now: number
}

/** What an import did, in people. */
export interface Imported {
  readonly added: number
  readonly changed: number
  /** Of those, who left by it. */
  readonly left: number
}

/**
 * Brings a roster file in, the whole of it or nothing. People keep their id by userid. Nobody is removed because the
 * file does not name him; who leaves stands in it with a date under `left`, and is never deleted. Who stands in it
 * without one is on the roster (again). What the file has no column for stays as it was. Roles with power are the
 * administrator's to give (`powers.ts`).
 * @throws Fault ROSTER_INVALID
 */
export async function importRoster(
  storage: Storage,
  file: { name: string; bytes: Uint8Array },
  about: ImportedBy & { sample: boolean; zone: string; alarm?: Alarm },
): Promise<Imported> {
  const known = await storage.read(async tx => {
    const rows = await tx.db
      .select({ userid: tx.t.person.userid })
      .from(tx.t.person)
      .where(isNull(tx.t.person.left))
    return new Set(rows.map(r => r.userid))
  })
  const { rows, roles, given } = await readRoster(
    file.name,
    file.bytes,
    known,
    localDate(about.now, about.zone),
  )
  return storage.transaction(async tx => {
    const administered = await hasAdministrator(tx)
    const done = { added: 0, changed: 0, left: 0 }
    const giver = await giverOf(tx, about.actor)
    const leaving: string[] = []
    const changes: RolesChange[] = []
    for (const [i, row] of rows.entries()) {
      const { id, fresh, wasGone, moved, before, after } = await putRow(tx, row, given, about.sample)
      done[fresh ? 'added' : 'changed']++
      changes.push({ person: id, where: roles[i] ?? '', before, after })
      if (row.left !== null && !wasGone) leaving.push(id)
      // The supervisor of today decides, also what was handed in before.
      if (moved) await schedule(tx, REROUTE, id, about.now)
    }
    // Sample people come with their roles; nobody gave them.
    if (!about.sample) await changePowers(tx, changes, giver, about.now)
    // After everybody is there: the file may name who takes over.
    for (const id of leaving) {
      await leave(tx, id, about)
      done.left++
    }
    if (administered && !(await hasAdministrator(tx)))
      throw new Fault('ROSTER_INVALID', { details: [{ where: 'roles', rule: 'last_admin' }] })
    await rosterChanged(tx)
    const what = [`${done.added}+${done.changed}`, ...(done.left > 0 ? [`-${done.left}`] : [])].join('')
    await writeAudit(tx, { actor: about.actor, action: 'people.import', about: what }, about.now)
    return done
  })
}

/** Writes one person. Who had left already, and stands there as that, stays so. */
async function putRow(
  tx: Tx,
  row: RosterRow,
  given: ReadonlySet<keyof RosterRow>,
  sample: boolean,
): Promise<{
  id: string
  fresh: boolean
  wasGone: boolean
  /** Has another supervisor than before. */
  moved: boolean
  before: string[]
  after: string[]
}> {
  const { person } = tx.t
  const { left, ...whole } = row
  const [old] = await tx.db
    .select({ id: person.id, left: person.left, roles: person.roles, supervisor: person.supervisor })
    .from(person)
    .where(eq(person.userid, row.userid))
  if (!old) {
    const id = randomId()
    await tx.db.insert(person).values({ ...whole, id, left: null, sample })
    return { id, fresh: true, wasGone: false, moved: false, before: [], after: row.roles }
  }
  const fields = Object.fromEntries(
    Object.entries(whole).filter(([field]) => given.has(field as keyof RosterRow)),
  )
  const wasGone = old.left !== null
  await tx.db
    .update(person)
    .set({ ...fields, left: left === null ? null : old.left })
    .where(eq(person.id, old.id))
  const after = given.has('roles') ? row.roles : old.roles
  const moved = given.has('supervisor') && old.supervisor !== row.supervisor
  return { id: old.id, fresh: false, wasGone, moved, before: old.roles, after }
}
