import type { CareArea } from '../../runtime/care-area.ts'
import { calendarRoutes } from './routes.ts'

/** The working calendar: notices of new years and the unit's own days, entered without a release. */
export const calendarArea: CareArea = {
  name: 'calendar',
  lookups: {},
  effects: {},
  notices: {},
  jobs: {},
  routes: calendarRoutes,
}
