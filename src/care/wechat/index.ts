import type { CareArea } from '../../runtime/care-area.ts'
import { UNBIND, unbindNow, wechatEffects, wechatLookups } from './effects.ts'
import { wechatRoutes } from './routes.ts'

/** Whose contact on WeChat is whose, and what may be spoken of there. */
export const wechatArea: CareArea = {
  name: 'wechat',
  lookups: wechatLookups,
  effects: wechatEffects,
  privacy: 'work',
  notices: {
    wechat_how: [],
    wechat_bound: ['name'],
    wechat_bound_told: [],
  },
  jobs: { [UNBIND]: unbindNow },
  routes: wechatRoutes,
}
