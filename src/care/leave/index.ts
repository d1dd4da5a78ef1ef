import type { CareArea } from '../../runtime/care-area.ts'
import { balanceRoutes } from './balance-routes.ts'
import { carryJobs, carryRoutes } from './carry.ts'
import { changeEffects, changeLookups } from './change.ts'
import { leaveEffects } from './effects.ts'
import { leaveJobs } from './jobs.ts'
import { leaveLookups } from './lookups.ts'
import { overdueJobs } from './overdue.ts'
import { planRoutes } from './plan-routes.ts'
import { LEAVE } from './policy.ts'
import { proofEffects, proofJobs, proofLookups } from './proof-later.ts'
import { returnEffects, returnLookups } from './return.ts'
import { leaveRoutes } from './routes.ts'

/** Leave: requests, balances, and the half-days they take. */
export const leaveArea: CareArea = {
  name: 'leave',
  lookups: { ...leaveLookups, ...proofLookups, ...returnLookups, ...changeLookups },
  effects: { ...leaveEffects, ...proofEffects, ...returnEffects, ...changeEffects },
  notices: {
    leave_to_decide: ['no', 'name', 'kind', 'span', 'days', 'reason', 'proof'],
    leave_approved: ['no', 'kind', 'span', 'approver', 'left'],
    leave_refused: ['no', 'kind', 'span', 'approver', 'reason', 'old'],
    leave_change_to_decide: ['no', 'old', 'name', 'kind', 'before', 'span', 'days', 'reason', 'proof'],
    leave_change_refused: ['no', 'kind', 'span', 'approver', 'reason', 'old'],
    leave_change_keeps: [],
    leave_brief: ['kind', 'span', 'days'],
    leave_brief_back: [],
    leave_brief_unused: [],
    leave_left: ['of', 'account', 'days'],
    leave_of_year: ['year'],
    leave_part: ['days', 'year'],
    leave_refund: ['account', 'days'],
    leave_for_hr: [],
    annual_excluded: ['no', 'year'],
    leave_returned: ['no', 'name', 'kind', 'span', 'back'],
    leave_over: ['no', 'span'],
    leave_late: ['no', 'span', 'days'],
    leave_late_told: ['no', 'name', 'span', 'days'],
    comp_lapses: ['days', 'last'],
    carry_lapses: ['days', 'last'],
    ledger_head: ['account', 'days'],
    ledger_empty: ['account', 'days'],
    ledger_unknown: ['account'],
    ledger_older: ['change'],
    ledger_more: ['days'],
    ledger_less: ['days'],
    ledger_until: ['date'],
    ledger_entitled: ['change'],
    ledger_risen: ['change'],
    ledger_opening: ['change', 'when'],
    ledger_correction: ['change', 'when'],
    ledger_carry: ['change', 'when'],
    ledger_overtime: ['change', 'when', 'no', 'until'],
    ledger_leave: ['change', 'when', 'no'],
    ledger_returned: ['change', 'when', 'no'],
    ledger_reversal: ['change', 'when', 'no'],
    ledger_lapse: ['change'],
    ledger_waiting: ['change', 'when', 'no'],
    proof_waits: [],
    proof_to_check: ['no'],
    proof_checked: ['no'],
    proof_due: ['no'],
    proof_later: [],
    account_annual: [],
    account_comp: [],
    kind_annual: [],
    kind_comp: [],
    kind_sick: [],
    kind_personal: [],
    kind_marriage: [],
    kind_maternity: [],
    kind_paternity: [],
    kind_childcare: [],
    kind_bereavement: [],
    kind_home_visit: [],
    kind_miscarriage: [],
    kind_parent_care: [],
  },
  policies: [LEAVE],
  jobs: { ...leaveJobs, ...overdueJobs, ...carryJobs, ...proofJobs },
  routes: [...leaveRoutes, ...balanceRoutes, ...carryRoutes, ...planRoutes],
}
