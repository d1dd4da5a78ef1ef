import type { CareArea } from '../../runtime/care-area.ts'
import { lookup } from '../../runtime/declare.ts'
import { creditOf } from './credit.ts'
import { overtimeEffects } from './effects.ts'
import { OVERTIME } from './policy.ts'

/** Overtime: what was worked is confirmed by the supervisor and becomes comp-days, which annual leave never touches. */
export const overtimeArea: CareArea = {
  name: 'overtime',
  lookups: {
    /** Half-days of rest that some hours make. */
    comp_credit: lookup({ with: { hours: 'number' }, returns: 'days' }, async ({ tools }, { hours }) =>
      creditOf(tools, hours),
    ),
  },
  effects: overtimeEffects,
  notices: {
    overtime_to_decide: ['no', 'name', 'date', 'hours', 'purpose', 'days'],
    overtime_approved: ['no', 'date', 'hours', 'days', 'balance', 'approver'],
    overtime_refused: ['no', 'date', 'approver', 'reason'],
    overtime_brief: ['date', 'hours', 'days'],
    overtime_taken_back: ['days'],
    purpose_emergency: [],
    purpose_stability: [],
    purpose_project: [],
    purpose_papers: [],
    purpose_service: [],
    purpose_other: [],
  },
  policies: [OVERTIME],
  jobs: {},
  routes: [],
}
