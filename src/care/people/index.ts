import type { CareArea } from '../../runtime/care-area.ts'
import { consoleWays, WAYS } from './console-ways.ts'
import { peopleEffects } from './effects.ts'
import { myData } from './my-data.ts'

/** 我的数据: what is kept about me, and what of it I can delete. */
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
    ],
    data_deleted: ['files', 'kept'],
    data_left: [],
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
