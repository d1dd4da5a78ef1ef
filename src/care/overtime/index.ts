import type { CareArea } from '../../runtime/care-area.ts'
import { overtimeJobs } from './done.ts'
import { overtimeEffects } from './effects.ts'
import { overtimeLookups } from './lookups.ts'
import { paperRoutes } from './paper-routes.ts'
import { OVERTIME } from './policy.ts'
import { KEEP_PROTECTED, protectJobs } from './protect.ts'
import { protectedRoutes } from './protected-routes.ts'
import { overtimeRoutes } from './routes.ts'

/**
 * Overtime and 值班: what was worked is reported before or after, by oneself, by the supervisor or by the office; once
 * confirmed it becomes comp-days, which annual leave never touches.
 */
export const overtimeArea: CareArea = {
  name: 'overtime',
  lookups: overtimeLookups,
  effects: overtimeEffects,
  notices: {
    overtime_to_decide: ['no', 'name', 'date', 'hours', 'kind', 'clock', 'purpose', 'remarks'],
    overtime_list_to_decide: ['no', 'name', 'count', 'purpose', 'remarks', 'lines'],
    overtime_people_to_decide: ['no', 'name', 'count', 'purpose', 'remarks', 'lines'],
    overtime_listed: ['no', 'date', 'hours', 'kind', 'approver', 'next'],
    overtime_day_line: ['no', 'date', 'hours', 'kind'],
    overtime_list_line: ['no', 'name', 'hours', 'kind'],
    overtime_list_brief: ['no', 'date', 'names'],
    overtime_list_back: ['names'],
    overtime_list_gone: ['no', 'name', 'date', 'kind', 'hours'],
    overtime_list_over: ['no', 'name', 'count'],
    overtime_each: ['what', 'kind', 'hours'],
    overtime_approved: ['no', 'date', 'hours', 'kind', 'approver', 'credit'],
    overtime_recorded: ['no', 'date', 'hours', 'kind', 'approver', 'credit'],
    overtime_recorded_office: ['no', 'date', 'hours', 'kind', 'approver', 'credit'],
    overtime_planned: ['no', 'date', 'hours', 'kind', 'approver'],
    overtime_hours_asked: ['no', 'date', 'hours', 'kind'],
    overtime_more_refused: ['no', 'date', 'hours', 'kind', 'approver', 'reason', 'credit'],
    overtime_refused: ['no', 'date', 'approver', 'reason'],
    overtime_brief: ['no', 'date', 'hours', 'kind'],
    overtime_taken_back: ['days'],
    overtime_credit: ['days', 'balance'],
    overtime_credit_kept: [],
    overtime_credit_paid: [],
    overtime_credit_holiday: [],
    overtime_more: ['approver'],
    overtime_makes: ['days'],
    overtime_is_ahead: [],
    overtime_is_late: [],
    overtime_is_paid: [],
    overtime_is_more: ['hours'],
    overtime_by_office: [],
    overtime_has_papers: ['count'],
    overtime_subsidy_paid: ['no', 'date', 'change'],
    overtime_subsidy_unpaid: ['no', 'date', 'change'],
    overtime_protected: ['no', 'name', 'date', 'hours', 'kind'],
    overtime_office_told: ['no', 'name', 'date', 'hours', 'kind'],
    overtime_of_month: ['month'],
    overtime_of_month_then: ['year', 'month'],
    overtime_of_year: ['year'],
    overtime_from_to: ['from', 'to'],
    overtime_month_sum: ['when', 'count', 'hours'],
    overtime_month: ['when', 'count', 'hours', 'lines'],
    overtime_month_none: ['when'],
    overtime_month_line: ['no', 'date', 'hours', 'kind', 'status'],
    overtime_month_before: ['month', 'count', 'hours'],
    overtime_month_reports: ['when', 'list'],
    overtime_month_report: ['name', 'count', 'hours'],
    overtime_change_more: ['days'],
    overtime_change_less: ['days'],
    overtime_file: ['month'],
    overtime_columns: [],
    overtime_source_self: [],
    overtime_source_supervisor: [],
    overtime_source_office: [],
    overtime_status_pending: [],
    overtime_status_planned: [],
    overtime_status_approved: [],
    overtime_status_paid: [],
  },
  policies: [OVERTIME],
  jobs: { ...overtimeJobs, ...protectJobs },
  always: [KEEP_PROTECTED],
  routes: [...overtimeRoutes, ...paperRoutes, ...protectedRoutes],
}
