import { type Answer, apiError, json } from './answers.ts'
import type { Subscription } from './connection.ts'
import { filled, isJson } from './json.ts'
import type { Route } from './route.ts'
import type { World } from './world.ts'

/** `POST /v1.0/gateway/connections/open`: credentials against an endpoint and a ticket. */
export function openConnectionRoutes(world: World): Route[] {
  const open: Route = {
    api: 'open',
    method: 'POST',
    path: '/v1.0/gateway/connections/open',
    road: 'none',
    answer({ json: body, headers }) {
      const spoken = (answer: Answer) =>
        world.settings.strict && !(headers.accept ?? '').includes('application/json') ? toXml(answer) : answer
      const app = world.settings.apps.find(one => one.clientId === body['clientId'])
      if (app === undefined || app.clientSecret !== body['clientSecret']) {
        return spoken(apiError(401, 'authFailed', '鉴权失败'))
      }
      const subscriptions = subscriptionsOf(body['subscriptions'])
      if (subscriptions === undefined) return spoken(apiError(400, 'systemError', '系统错误'))
      return spoken(
        json({
          endpoint: `${world.base().replace('http', 'ws')}/connect`,
          ticket: world.tickets.mint(app, subscriptions),
        }),
      )
    },
  }
  return [open]
}

/** The list as the protocol wants it, or nothing: events by `*` only, everything else by its topic. */
function subscriptionsOf(given: unknown): Subscription[] | undefined {
  if (!Array.isArray(given) || given.length === 0) return undefined
  const list: Subscription[] = []
  for (const item of given) {
    if (!isJson(item)) return undefined
    const { type, topic } = item
    if (type !== 'EVENT' && type !== 'CALLBACK' && type !== 'SYSTEM') return undefined
    if (!filled(topic) || (type === 'EVENT' && topic !== '*')) return undefined
    list.push({ type, topic })
  }
  return list
}

/** What a client gets that forgot `Accept: application/json`. */
function toXml(answer: Answer): Answer {
  const fields: Record<string, unknown> = JSON.parse(answer.body.toString())
  const inner = Object.entries(fields).map(([key, value]) => `<${key}>${String(value)}</${key}>`)
  return {
    ...answer,
    type: 'text/xml;charset=utf-8',
    body: `<?xml version="1.0"?><xml>${inner.join('')}</xml>`,
  }
}
