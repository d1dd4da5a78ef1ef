import type { CareContext, Tools } from '../../runtime/context.ts'
import { OVERTIME } from './policy.ts'
import { availableOn, type Grant, halfDaysOf } from './rules.ts'
import { confirmedMinutes, grantedSoFar } from './store.ts'

/** Half-days of rest that some hours make by themselves. */
export function creditOf({ policy }: Pick<Tools, 'policy'>, hours: number): number {
  return halfDaysOf(policy(OVERTIME), minutesOf(hours))
}

export function minutesOf(hours: number): number {
  return Math.round(hours * 60)
}

/**
 * Half-days that a record grants when it is confirmed: by itself, or (setting `pool`) what all records make together
 * less what they have granted already; never beyond the most that somebody can hold.
 * @param grants what there is before it
 */
export async function grantedBy(
  { tx, tools, today }: Pick<CareContext, 'tx' | 'tools' | 'today'>,
  person: string,
  hours: number,
  grants: readonly Grant[],
): Promise<number> {
  const table = tools.policy(OVERTIME)
  const minutes = minutesOf(hours)
  const made =
    table.rounding === 'pool'
      ? halfDaysOf(table, (await confirmedMinutes(tx, person)) + minutes) - (await grantedSoFar(tx, person))
      : halfDaysOf(table, minutes)
  const room = table.most_days === 0 ? made : table.most_days * 2 - availableOn(grants, today)
  return Math.max(0, Math.min(made, room))
}
