import type { CareArea } from '../../runtime/care-area.ts'
import { holidayLookups } from './holidays.ts'
import { calendarRoutes } from './routes.ts'

/** The working calendar: notices of new years and the unit's own days, entered without a release. */
export const calendarArea: CareArea = {
  name: 'calendar',
  lookups: holidayLookups,
  effects: {},
  notices: {
    holiday_is: ['name', 'span', 'days', 'makeup'],
    holiday_makeup: ['days'],
    holiday_provisional: ['name', 'span', 'days', 'year'],
    holiday_provisional_list: ['year', 'list'],
    holiday_item: ['name', 'span'],
    holiday_unpublished: ['year'],
    holiday_unknown: [],
    holiday_none: [],
    day_workday: ['day'],
    day_makeup: ['day'],
    day_weekend: ['day'],
    day_rest: ['day'],
    day_statutory: ['day'],
    half_day_women: [],
    half_day_youth: [],
  },
  jobs: {},
  routes: calendarRoutes,
}
