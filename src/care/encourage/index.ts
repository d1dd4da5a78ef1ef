import type { CareArea } from '../../runtime/care-area.ts'
import { bulletinJobs } from './bulletin-jobs.ts'
import { bulletinRoutes } from './bulletin-routes.ts'
import { encourageLookups } from './lookups.ts'
import { ENCOURAGE } from './policy.ts'

/** Getting people to take their leave: reminders, plans, the longest rest, and 休假落实情况督查通报. */
export const encourageArea: CareArea = {
  name: 'encourage',
  lookups: encourageLookups,
  effects: {},
  notices: {
    bulletin_month: ['year', 'month'],
    bulletin_head: ['month', 'target'],
    bulletin_head_again: ['month', 'target', 'version'],
    bulletin_too_few: [],
    bulletin_line: ['name', 'percent', 'taken', 'entitled', 'below'],
    bulletin_line_none: ['name'],
    bulletin_line_below: [],
    bulletin_leaders: [],
    bulletin_total: [],
    bulletin_streets: [],
    bulletin_small_units: [],
    bulletin_small_streets: [],
    bulletin_below: [],
    bulletin_file: ['month', 'version'],
    bulletin_out: ['month', 'unit', 'own', 'all', 'target'],
    bulletin_out_all: ['month', 'all', 'target'],
    bulletin_column_unit: [],
    bulletin_column_people: [],
    bulletin_column_entitled: [],
    bulletin_column_planned: [],
    bulletin_column_taken: [],
    bulletin_column_taken_in_month: [],
    bulletin_column_cancelled: [],
    bulletin_column_comp: [],
    bulletin_column_percent: [],
    bulletin_column_below: [],
  },
  policies: [ENCOURAGE],
  jobs: bulletinJobs,
  routes: bulletinRoutes,
}
