import type { CareArea } from '../../runtime/care-area.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { healthEffects } from './effects.ts'
import { WAVE, wave } from './jobs.ts'
import { healthLookups } from './lookups.ts'
import { healthRoutes } from './routes.ts'

const WINDOW = ['title', 'window', 'place', 'paid']

/** Health checks: windows, reminders and what people answer. Never a result, never an illness. */
export const healthArea: CareArea = {
  name: 'health',
  lookups: healthLookups,
  effects: healthEffects,
  privacy: 'health',
  notices: {
    health_open: WINDOW,
    health_weekly: WINDOW,
    health_last: WINDOW,
    health_booked: [...WINDOW, 'date'],
    health_missed: [...WINDOW, 'date'],
    health_over: ['title', 'booked', 'open'],
    health_paid: [],
    health_unpaid: [],
    health_mine_invited: [],
    health_mine_booked: ['date'],
    health_mine_done: ['date'],
    health_mine_muted: [],
    health_noted_booked: ['date', 'paid'],
    health_noted_soon: ['date', 'paid'],
    health_noted_quiet: ['date', 'paid'],
    health_noted_done: [],
    health_noted_mute: [],
  },
  policies: [REMINDERS],
  jobs: { [WAVE]: wave },
  routes: healthRoutes,
}
