import type { CareArea } from '../../runtime/care-area.ts'
import { EXPIRE, expire } from './jobs.ts'
import { lifeRoutes } from './routes.ts'

/** How long things are kept: warned of, put off with a reason, and then really deleted. */
export const lifeArea: CareArea = {
  name: 'life',
  lookups: {},
  effects: {},
  privacy: 'confidential',
  notices: {
    life_soon: ['numbers', 'date'],
    life_soon_keeper: ['numbers', 'date'],
    life_and_more: ['named', 'n'],
    gone_colleague: [],
  },
  jobs: { [EXPIRE]: expire },
  always: [EXPIRE],
  routes: lifeRoutes,
}
