import type { CareArea } from '../../runtime/care-area.ts'
import { hardshipEffects } from './effects.ts'
import { hardshipJobs } from './jobs.ts'
import { hardshipLookups } from './lookups.ts'
import { hardshipNotices } from './notices.ts'
import { HARDSHIP } from './policy.ts'
import { hardshipRoutes } from './routes.ts'

/** Hardship: asked for by oneself or, with one's consent, by a colleague; checked by one, decided by another. */
export const hardshipArea: CareArea = {
  name: 'hardship',
  lookups: hardshipLookups,
  effects: hardshipEffects,
  privacy: 'money',
  notices: hardshipNotices,
  policies: [HARDSHIP],
  jobs: hardshipJobs,
  routes: hardshipRoutes,
}
