import { and, eq, sql } from 'drizzle-orm'
import { randomId } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Storage, Tx } from '../../storage/storage.ts'
import { type Account, addLine } from '../leave/store.ts'
import { readBalances } from './balances.ts'
import type { ImportedBy } from './import.ts'
import { allPeople } from './store.ts'

/**
 * Sets what people have left, the whole file or nothing. The ledger keeps its lines: what is written is the
 * difference to their present sum, the first time as `opening`, later as `correction`.
 * @returns how many people are in the file, and how many lines were written
 * @throws Fault BALANCES_INVALID
 */
export async function importBalances(
  storage: Storage,
  file: { name: string; bytes: Uint8Array },
  { actor, now }: ImportedBy,
): Promise<{ people: number; lines: number }> {
  const people = new Map((await storage.read(allPeople)).map(p => [p.userid, p]))
  const rows = await readBalances(file.name, file.bytes, new Set(people.keys()))
  const ref = randomId()
  return storage.transaction(async tx => {
    let lines = 0
    for (const { userid, year, annual, comp } of rows) {
      const person = people.get(userid)
      if (!person) continue
      const about = { person, ref, at: now }
      if (annual !== null && (await setSum(tx, { ...about, account: 'annual', year }, annual))) lines++
      if (comp !== null && (await setSum(tx, { ...about, account: 'comp', year: 0 }, comp))) lines++
    }
    await writeAudit(tx, { actor, action: 'balances.import', about: ref }, now)
    return { people: new Set(rows.map(r => r.userid)).size, lines }
  })
}

/** Whether a line was needed; an opening always is, since it also says that somebody has checked. */
async function setSum(
  tx: Tx,
  about: { person: Person; account: Account; year: number; ref: string; at: number },
  halfDays: number,
): Promise<boolean> {
  const { person, account, year, ref, at } = about
  const { ledger } = tx.t
  const [row] = await tx.db
    .select({
      sum: sql<number>`coalesce(sum(${ledger.halfDays}), 0)`.mapWith(Number),
      openings:
        sql<number>`coalesce(sum(case when ${ledger.cause} = 'opening' then 1 else 0 end), 0)`.mapWith(
          Number,
        ),
    })
    .from(ledger)
    .where(and(eq(ledger.person, person.id), eq(ledger.account, account), eq(ledger.year, year)))
  const opened = (row?.openings ?? 0) > 0
  const difference = halfDays - (row?.sum ?? 0)
  if (opened && difference === 0) return false
  const cause = opened ? 'correction' : 'opening'
  await addLine(tx, { person: person.id, account, year, halfDays: difference, cause, ref, at })
  return true
}
