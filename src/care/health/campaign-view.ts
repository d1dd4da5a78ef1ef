import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Campaign, campaignById, countsByUnit } from './store.ts'

/** The unit that somebody's view ends at; null = no end. */
export function unitOf(actor: Person): string | null {
  return actor.roles.includes('hr') || actor.roles.includes('admin') ? null : actor.unit
}

/** Whether a window concerns the actor's unit, or is his own. */
export async function maySee(tx: Tx, actor: Person, { id, author }: Campaign): Promise<boolean> {
  const unit = unitOf(actor)
  return unit === null || author === actor.id || (await countsFor(tx, id, unit)).invited > 0
}

/** @throws Fault NOT_FOUND for a window that does not concern the actor's unit, real or not */
export async function visible(tx: Tx, actor: Person, id: string): Promise<Campaign> {
  const campaign = await campaignById(tx, id)
  if (!campaign || !(await maySee(tx, actor, campaign))) throw new Fault('NOT_FOUND')
  return campaign
}

/** A window as lists show it, with the head counts of a unit; null = of all. */
export async function lineOf(tx: Tx, campaign: Campaign, unit: string | null) {
  const { id, title, from, to, place, paidDay, closed } = campaign
  return { id, title, from, to, place, paidDay, closed: closed !== null, ...(await countsFor(tx, id, unit)) }
}

/** How many were invited and have booked, of a unit; null = of all. */
export async function countsFor(tx: Tx, id: string, unit: string | null) {
  const rows = (await countsByUnit(tx, id)).filter(row => unit === null || row.unit === unit)
  return {
    invited: rows.reduce((sum, row) => sum + row.invited, 0),
    booked: rows.reduce((sum, row) => sum + row.booked, 0),
  }
}
