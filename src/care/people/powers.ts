import { type Detail, Fault } from '../../kernel/faults.ts'
import { ROLES, type Role } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { Tx } from '../../storage/storage.ts'
import { watchCases } from '../heart/clock.ts'
import { findById } from './store.ts'

/** Roles that open no words and give no power over others: HR may hand them about. */
const HARMLESS: readonly Role[] = ['staff', 'supervisor', 'health_contact']

/** Who keeps the roster from the machine itself, and not from the console. */
const OPERATORS = ['cli', 'system']

/** What a roster file does to one person's roles. */
export interface RolesChange {
  /** person.id */
  readonly person: string
  /** Of the file: its line, and the heading over the roles. */
  readonly where: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** Who brings a file in, and whether he may give power by it. */
export interface Giver {
  /** person.id, `cli` or `system`. */
  readonly actor: string
  readonly mayGive: boolean
}

export async function giverOf(tx: Tx, actor: string): Promise<Giver> {
  if (OPERATORS.includes(actor)) return { actor, mayGive: true }
  return { actor, mayGive: (await findById(tx, actor))?.roles.includes('admin') ?? false }
}

/**
 * Roles that open words or give power over others are given and taken by an administrator alone, and by nobody to
 * himself: whoever keeps the roster must not make himself a reader, an auditor or an administrator with a file. The
 * operator at the machine may, who can do anything there. Every change stands in the audit log by itself.
 * @param giver as he stood before the file was written, or it would give him the role he needs for it
 * @throws Fault ROSTER_INVALID naming every row that wants more than that
 */
export async function changePowers(
  tx: Tx,
  changes: readonly RolesChange[],
  { actor, mayGive }: Giver,
  now: number,
): Promise<void> {
  const wanted = changes.map(change => ({ ...change, ...powersOf(change) })).filter(c => c.powers.length > 0)
  const details = wanted.flatMap(({ person, where, powers }): Detail[] => {
    const about = { where, values: { value: powers.join(', ') } }
    if (!mayGive) return [{ ...about, rule: 'admin_only' }]
    return person === actor ? [{ ...about, rule: 'own_roles' }] : []
  })
  if (details.length > 0) throw new Fault('ROSTER_INVALID', { details })
  // Who is no handler any more deals with no case either.
  if (wanted.some(({ taken }) => taken.includes('handler'))) await watchCases({ tx, now })
  for (const { person, given, taken } of wanted) {
    for (const role of given)
      await writeAudit(tx, { actor, action: 'role.given', about: `${person}/${role}` }, now)
    for (const role of taken)
      await writeAudit(tx, { actor, action: 'role.taken', about: `${person}/${role}` }, now)
  }
}

function powersOf({ before, after }: RolesChange): { powers: Role[]; given: Role[]; taken: Role[] } {
  const powers = ROLES.filter(role => !HARMLESS.includes(role))
  const given = powers.filter(role => after.includes(role) && !before.includes(role))
  const taken = powers.filter(role => before.includes(role) && !after.includes(role))
  return { powers: [...given, ...taken], given, taken }
}
