import { and, inArray, isNull } from 'drizzle-orm'
import { type Detail, Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tx } from '../../storage/storage.ts'
import { unitOf } from './campaign-view.ts'
import type { Campaign } from './store.ts'

/** Whom a window is for. @throws Fault INPUT_INVALID for units or people that are not on the roster; NOT_ALLOWED beyond one's own unit */
export async function audienceOf(
  tx: Tx,
  actor: Person,
  body: { units?: string[]; people?: string[] },
): Promise<Campaign['audience']> {
  const own = unitOf(actor)
  const units = body.units ?? (own !== null && !body.people ? [own] : null)
  if (own !== null && units?.some(unit => unit !== own)) throw new Fault('NOT_ALLOWED')
  const details = units ? await unknownUnits(tx, units) : []
  const people = body.people ? await peopleOf(tx, body.people, details) : null
  if (details.length > 0) throw new Fault('INPUT_INVALID', { details })
  if (own !== null && people?.some(p => p.unit !== own)) throw new Fault('NOT_ALLOWED')
  return { units, people: people?.map(p => p.id) ?? null }
}

async function unknownUnits(tx: Tx, units: readonly string[]): Promise<Detail[]> {
  const { person } = tx.t
  const rows = await tx.db.selectDistinct({ unit: person.unit }).from(person).where(isNull(person.left))
  const known = rows.map(r => r.unit)
  const options = known.slice(0, 20).join(', ')
  return units.flatMap(unit =>
    known.includes(unit) ? [] : [{ where: 'units', rule: 'one_of' as const, values: { options } }],
  )
}

async function peopleOf(
  tx: Tx,
  userids: string[],
  details: Detail[],
): Promise<{ id: string; unit: string }[]> {
  const { person } = tx.t
  const found = await tx.db
    .select({ id: person.id, userid: person.userid, unit: person.unit })
    .from(person)
    .where(and(inArray(person.userid, userids), isNull(person.left)))
  for (const userid of userids)
    if (!found.some(f => f.userid === userid))
      details.push({ where: 'people', rule: 'unknown_person', values: { value: userid } })
  return found
}
