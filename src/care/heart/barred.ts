import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'
import { isPartial } from './conflict.ts'
import { type CaseRow, personOfCase } from './store.ts'

/** Who may never be let in to a case, by person.id. */
export interface Barred {
  /** Whom its words name: they, their deputies and subordinates. */
  readonly named: readonly string[]
  /** Whom its writer left out. */
  readonly without: readonly string[]
}

/** Sealed by the server: beside a case, in plain, it would say whom it is about. */
export function sealBarred(tx: Tx, tools: Tools, id: string, barred: Barred): Promise<Uint8Array> {
  return tools.vault.sealJson(tx, `case:${id}`, `case_file.barred:${id}`, barred)
}

/** More words name more people. Where nobody wrote down whom the first ones named, it stays unknown. */
export async function barredWith(
  tx: Tx,
  tools: Tools,
  file: CaseRow,
  named: readonly string[],
): Promise<Uint8Array | null> {
  const before = await openBarred(tx, tools, file)
  if (!before) return null
  return sealBarred(tx, tools, file.id, { ...before, named: [...new Set([...before.named, ...named])] })
}

/**
 * Whether somebody may be let in to a case, or learn whose it is: not its writer, not whom he left out, not whom it
 * names, nor a deputy or subordinate of theirs. Where that was not written down, nobody may.
 */
export async function mayBeLetIn(tx: Tx, tools: Tools, file: CaseRow, person: Person): Promise<boolean> {
  const barred = await openBarred(tx, tools, file)
  if (!barred || barred.without.includes(person.id)) return false
  if ((await personOfCase(tx, tools, file.id)) === person.id) return false
  const named = await Promise.all(barred.named.map(id => tools.directory.byId(tx, id)))
  return !isPartial(
    person,
    named.filter(one => one !== null),
  )
}

async function openBarred(tx: Tx, tools: Tools, { id, barred }: CaseRow): Promise<Barred | null> {
  return barred === null ? null : tools.vault.openJson<Barred>(tx, `case_file.barred:${id}`, barred)
}
