import type { CareArea } from '../../runtime/care-area.ts'
import { consoleWays, WAYS } from './console-ways.ts'
import { peopleEffects } from './effects.ts'
import { myData } from './my-data.ts'

const SEEN_VALUES = ['date', 'time', 'name', 'no']

/** 我的数据: what is kept about me, who saw it, and what of it I can take, put right or delete. */
export const peopleArea: CareArea = {
  name: 'people',
  lookups: { my_data: myData, console_ways: consoleWays },
  effects: peopleEffects,
  notices: {
    ...Object.fromEntries(WAYS.map(({ page }) => [`way_${page}`, []])),
    data_kept: [
      'fields',
      'leave',
      'overtime',
      'hardship',
      'ledger',
      'help',
      'health',
      'files',
      'plans',
      'wishes',
      'also',
    ],
    data_also: ['list'],
    data_away: ['n'],
    data_stand_in: ['n'],
    data_delegation: ['n'],
    data_off_post: ['n'],
    data_no_overtime: ['n'],
    data_deleted: ['files', 'kept'],
    data_left: [],
    data_fix: [],
    data_copy: ['link', 'minutes'],
    data_nowhere: [],
    data_withdrawn: ['n'],
    data_papers_gone: ['n'],
    data_no_consent: [],
    seen_list: ['lines'],
    seen_nobody: [],
    seen_somebody: [],
    seen_opened: SEEN_VALUES,
    seen_paper: SEEN_VALUES,
    seen_printed: SEEN_VALUES,
    sheet_mark: ['name', 'userid', 'at'],
    data_name: [],
    data_unit: [],
    data_post: [],
    data_rank: [],
    data_staff_type: [],
    data_supervisor: [],
    data_work_start: [],
    data_birth_date: [],
    data_sex: [],
    data_mobile: [],
    reader_asked: ['name', 'unit'],
    reader_admitted: ['name', 'unit', 'by'],
  },
  jobs: {},
  routes: [],
}
