import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Storage } from '../../storage/storage.ts'
import { setBalance } from '../leave/set-balance.ts'
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
      const about = { person: person.id, ref, at: now }
      if (annual !== null) lines += await setBalance(tx, { ...about, account: 'annual', year }, annual)
      if (comp !== null) lines += await setBalance(tx, { ...about, account: 'comp', year: 0 }, comp)
    }
    await writeAudit(tx, { actor, action: 'balances.import', about: ref }, now)
    return { people: new Set(rows.map(r => r.userid)).size, lines }
  })
}
