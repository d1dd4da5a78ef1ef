import type { CareArea } from '../../runtime/care-area.ts'
import { absentLookups } from './absent-lookups.ts'
import { absentRoutes } from './absent-routes.ts'

/** Being away: who is not there, and never why. */
export const awayArea: CareArea = {
  name: 'away',
  lookups: { ...absentLookups },
  effects: {},
  notices: {
    absent_head: ['span', 'count'],
    absent_line: ['name', 'unit', 'span'],
    absent_more: ['count'],
    absent_none: ['span'],
  },
  jobs: {},
  routes: [...absentRoutes],
}
