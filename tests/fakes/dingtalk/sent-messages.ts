import { type Answer, apiError, json } from './answers.ts'
import { filled, texts } from './json.ts'
import type { Received } from './received.ts'
import { checkRobot, invalid } from './robot.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

const DAY = 24 * 60 * 60 * 1000
const KEYS_AT_ONCE = 20

/** What can be done with a message after it was pushed: take it back, see who read it. */
export function sentMessageRoutes(world: World): Route[] {
  return [
    {
      api: 'batchRecall',
      method: 'POST',
      // Really with a small t in "oto", unlike the route that sends.
      path: '/v1.0/robot/otoMessages/batchRecall',
      road: 'api',
      billable: true,
      answer: call => recall(world, call, 'batchSend'),
    },
    {
      api: 'groupRecall',
      method: 'POST',
      path: '/v1.0/robot/groupMessages/recall',
      road: 'api',
      billable: true,
      answer: call => recall(world, call, 'groupSend'),
    },
    {
      api: 'readStatus',
      method: 'GET',
      path: '/v1.0/robot/oToMessages/readStatus',
      road: 'api',
      billable: true,
      answer({ app, query }) {
        const wrong = checkRobot(world, app, Object.fromEntries(query))
        if (wrong !== undefined) return wrong
        const messages = fresh(world, query.get('processQueryKey') ?? '')
        if (messages.length === 0) return apiError(400, 'invalid.processQueryKey', '无效的processQueryKey')
        return json({
          sendStatus: messages.every(one => one.recalled) ? 'RECALLED' : 'SUCCESS',
          messageReadInfoList: messages.map(one => ({
            userId: one.to,
            name: world.people.get(one.to)?.name ?? '',
            readStatus: one.read ? 'READ' : 'UNREAD',
          })),
        })
      },
    },
    {
      api: 'groupRead',
      method: 'POST',
      path: '/v1.0/robot/groupMessages/query',
      road: 'api',
      billable: true,
      answer({ app, json: body }) {
        const wrong = checkRobot(world, app, body)
        if (wrong !== undefined) return wrong
        const { processQueryKey } = body
        const messages = filled(processQueryKey) ? fresh(world, processQueryKey) : []
        if (messages.length === 0) return apiError(400, 'invalid.processQueryKey', '无效的processQueryKey')
        return json({ readUserIds: [], hasMore: false, nextToken: '' })
      },
    },
  ]
}

function recall(world: World, { app, json: body }: Call, via: Received['via']): Answer {
  const wrong = checkRobot(world, app, body)
  if (wrong !== undefined) return wrong
  const keys = texts(body['processQueryKeys'])
  if (keys === undefined || keys.length === 0) {
    return invalid('processQueryKey.missing', '缺少参数processQueryKeys')
  }
  if (keys.length > KEYS_AT_ONCE) return invalid('processQueryKeys.overMax', '一次最多撤回20条')
  const successResult: string[] = []
  const failedResult: Record<string, string> = {}
  for (const key of keys) {
    const messages = fresh(world, key).filter(one => one.via === via && !one.recalled)
    for (const message of messages) message.recalled = true
    if (messages.length > 0) successResult.push(key)
    else failedResult[key] = 'invalid.processQueryKey'
  }
  return json({ successResult, failedResult })
}

/** Messages of the last 24 hours; older ones can neither be recalled nor asked about. */
function fresh(world: World, key: string): Received[] {
  return world.inbox.byKey(key).filter(one => world.clock.now() - one.at < DAY)
}
