import { cancel, dueBackOf, overdue } from './after.ts'
import { compAccrual, compLedger } from './comp.ts'
import { annualLeave, carryOver, exclusion } from './entitled.ts'
import { Given, Unreadable } from './given.ts'
import { charges, decision, leaveDays, workdays } from './request.ts'
import type { Rules } from './rules.ts'

/** What can be asked. Days are days, as people write them; absent = null. */
const ASKS: Readonly<Record<string, (rules: Rules, given: Given) => object>> = {
  workdays,
  leave_days: leaveDays,
  charges,
  annual_entitlement: annualLeave,
  annual_exclusion: exclusion,
  carry_over: carryOver,
  decide: decision,
  cancel,
  due_back: dueBackOf,
  overdue,
  comp_accrual: compAccrual,
  comp_ledger: compLedger,
}

/**
 * One line in, `{"id","ask","given"}`, one object out: the id and what the rules say. A case that cannot be read gets
 * `{"error":"UNREADABLE","at":…}`; a question nobody knows `{"error":"UNKNOWN_ASK"}`.
 */
export function answerCase(rules: Rules, line: string): object {
  const read = parse(line)
  const id = read === null ? null : (read['id'] ?? null)
  if (read === null) return { id, error: 'UNREADABLE', at: 'line' }
  const answer = ASKS[String(read['ask'])]
  if (!answer) return { id, error: 'UNKNOWN_ASK', known: Object.keys(ASKS) }
  try {
    return { id, ...answer(rules, new Given(read['given'])) }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { id, error: 'UNREADABLE', at: thrown.at }
    throw thrown
  }
}

function parse(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
