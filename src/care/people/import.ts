import { eq, isNull } from 'drizzle-orm'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Storage } from '../../storage/storage.ts'
import { readRoster } from './roster.ts'
import { hasAdministrator, rosterChanged } from './store.ts'

/** Who brings something in, and when (ms UTC). */
export interface ImportedBy {
  /** person.id, `cli` or `system`. */
  readonly actor: string
  readonly now: number
}

/**
 * Brings a roster file in, the whole of it or nothing. People keep their id by userid; nobody is removed, and what
 * the file has no column for stays as it was.
 * @throws Fault ROSTER_INVALID
 */
export async function importRoster(
  storage: Storage,
  file: { name: string; bytes: Uint8Array },
  about: ImportedBy & { sample: boolean },
): Promise<{ added: number; changed: number }> {
  const known = await storage.read(async tx => {
    const rows = await tx.db
      .select({ userid: tx.t.person.userid })
      .from(tx.t.person)
      .where(isNull(tx.t.person.left))
    return new Set(rows.map(r => r.userid))
  })
  const { rows, given } = await readRoster(file.name, file.bytes, known)
  return storage.transaction(async tx => {
    const { person } = tx.t
    const administered = await hasAdministrator(tx)
    let changed = 0
    for (const row of rows) {
      const fields = Object.fromEntries(
        Object.entries(row).filter(([field]) => given.has(field as keyof typeof row)),
      )
      const [old] = await tx.db
        .update(person)
        .set({ ...fields, left: null })
        .where(eq(person.userid, row.userid))
        .returning({ id: person.id })
      if (old) changed++
      else await tx.db.insert(person).values({ ...row, id: randomId(), left: null, sample: about.sample })
    }
    if (administered && !(await hasAdministrator(tx)))
      throw new Fault('ROSTER_INVALID', { details: [{ where: 'roles', rule: 'last_admin' }] })
    const added = rows.length - changed
    await rosterChanged(tx)
    await writeAudit(
      tx,
      { actor: about.actor, action: 'people.import', about: `${added}+${changed}` },
      about.now,
    )
    return { added, changed }
  })
}
