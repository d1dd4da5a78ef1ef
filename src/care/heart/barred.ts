import type { Tools } from '../../runtime/context.ts'
import type { Tx } from '../../storage/storage.ts'

/** Who may never be let in to a case, by person.id. */
export interface Barred {
  /** Whom its words name: they, their deputies and subordinates. */
  readonly named: readonly string[]
  /** Whom its writer left out. */
  readonly without: readonly string[]
}

/** As it stands beside a case. */
type Kept = Pick<Tx['t']['caseFile']['$inferSelect'], 'id' | 'barred'>

/** Sealed by the server: beside a case, in plain, it would say whom it is about. */
export function sealBarred(tx: Tx, tools: Tools, id: string, barred: Barred): Promise<Uint8Array> {
  return tools.vault.sealJson(tx, `case:${id}`, `case_file.barred:${id}`, barred)
}

/** More words name more people. Where nobody wrote down whom the first ones named, it stays unknown. */
export async function barredWith(
  tx: Tx,
  tools: Tools,
  file: Kept,
  named: readonly string[],
): Promise<Uint8Array | null> {
  const before = await openBarred(tx, tools, file)
  if (!before) return null
  return sealBarred(tx, tools, file.id, { ...before, named: [...new Set([...before.named, ...named])] })
}

/** Null where nobody wrote it down. */
export async function openBarred(tx: Tx, tools: Tools, { id, barred }: Kept): Promise<Barred | null> {
  return barred === null ? null : tools.vault.openJson<Barred>(tx, `case_file.barred:${id}`, barred)
}
