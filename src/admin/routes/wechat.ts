import { Type } from 'typebox'
import { type Route, route } from '../../runtime/route.ts'
import type { House } from '../house.ts'

const STATES = ['off', 'stopped', 'starting', 'scan', 'online', 'offline', 'failed'] as const

/** The log-in of the account on WeChat. Its code is for administrators alone: whoever scans it logs the bot in. */
export function wechatRoutes({ wechat }: House): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/wechat/session',
        summary: 'How the log-in on WeChat stands; an administrator sees the code to scan',
        roles: ['admin', 'hr'],
        returns: Type.Object({
          state: Type.Union(
            STATES.map(state => Type.Literal(state)),
            { description: '`off`: WeChat is not configured' },
          ),
          since: Type.Union([Type.Integer({ description: 'ms UTC' }), Type.Null()]),
          code: Type.Union([Type.String({ description: 'What the QR code to scan holds' }), Type.Null()]),
        }),
        audit: null,
      },
      async ({ actor }) => {
        const now = wechat()
        if (!now) return { state: 'off', since: null, code: null }
        const { state, since, code } = now
        return { state, since, code: actor.roles.includes('admin') ? code : null }
      },
    ),
  ]
}
