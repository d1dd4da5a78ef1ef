import { randomId } from '../../kernel/ids.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { schedule } from '../../runtime/timers.ts'
import type { Storage } from '../../storage/storage.ts'
import { WATCH } from '../leave/jobs.ts'
import { holdLedgers } from '../leave/ledger.ts'
import { setAnnual, setComp } from '../leave/set-balance.ts'
import { aboveLaw, type Law } from './above-law.ts'
import { type BalanceRow, readBalances } from './balances.ts'
import type { ImportedBy } from './import.ts'
import { allPeople } from './store.ts'

/**
 * Sets what people have left, the whole file or nothing. The ledger keeps its lines: what is written is the
 * difference to their present sum, the first time as `opening`, later as `correction`.
 * @param about `law`: numbers above it are refused line by line; absent = somebody has confirmed them
 * @returns how many people are in the file, and how many lines were written
 * @throws Fault BALANCES_INVALID, BALANCES_ABOVE_LAW
 */
export async function importBalances(
  storage: Storage,
  file: { name: string; bytes: Uint8Array },
  { actor, now, law }: ImportedBy & { law?: Law['table'] },
): Promise<{ people: number; lines: number }> {
  const people = new Map((await storage.read(allPeople)).map(p => [p.userid, p]))
  const question = law && ((line: number, row: BalanceRow) => aboveLaw({ people, table: law }, line, row))
  const rows = await readBalances(file.name, file.bytes, new Set(people.keys()), question)
  const ref = randomId()
  return storage.transaction(async tx => {
    let lines = 0
    await holdLedgers(
      tx,
      rows.flatMap(({ userid }) => people.get(userid)?.id ?? []),
    )
    for (const [userid, theirs] of Map.groupBy(rows, row => row.userid)) {
      const person = people.get(userid)
      if (!person) continue
      const about = { person: person.id, ref, at: now }
      for (const { year, annual, carry } of theirs)
        lines += await setAnnual(tx, { ...about, year }, { annual, carry })
      lines += await setComp(tx, about, theirs)
      await schedule(tx, WATCH, person.id, now)
    }
    await writeAudit(tx, { actor, action: 'balances.import', about: ref }, now)
    return { people: new Set(rows.map(r => r.userid)).size, lines }
  })
}
