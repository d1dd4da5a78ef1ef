import { type Answer, oapiError } from './answers.ts'
import { invalidAuthentication } from './fault.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

/** Checks the token that the route wants and the quota of the app; the refusal, or nothing. */
export function admit(world: World, route: Route, call: Call): Answer | undefined {
  if (route.road === 'none') return undefined
  const token =
    route.road === 'oapi' ? call.query.get('access_token') : call.headers['x-acs-dingtalk-access-token']
  const holder = typeof token === 'string' ? world.tokens.holder(token) : undefined
  const personal = route.road === 'user'
  if (holder === undefined || (holder.userid !== '') !== personal) {
    return route.road === 'oapi' ? oapiError(40014, '不合法的access_token') : invalidAuthentication()
  }
  call.app = holder.app
  call.userid = holder.userid
  const road = route.road === 'oapi' ? 'oapi' : 'api'
  return world.quota.check(holder.app, route.api, road, route.billable === true)
}
