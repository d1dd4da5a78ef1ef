import { randomUUID } from 'node:crypto'
import { apiError, json } from './answers.ts'
import { filled, object, text, texts } from './json.ts'
import { checkRobot, invalid } from './robot.ts'
import type { Route } from './route.ts'
import type { World } from './world.ts'

const APP = 1
const RECEIVERS: Record<number, number> = { 1: 200, 2: 20, 3: 20 }

/** DING: an urgent call in the app (1), by SMS (2) or by telephone (3). */
export function dingRoutes(world: World): Route[] {
  const sent = new Map<string, { recalled: boolean }>()
  return [
    {
      api: 'dingSend',
      method: 'POST',
      path: '/v1.0/robot/ding/send',
      road: 'api',
      billable: true,
      answer({ app, json: body, fault }) {
        const wrong = checkRobot(world, app, body)
        if (wrong !== undefined) return wrong
        const remindType = typeof body['remindType'] === 'number' ? body['remindType'] : 0
        const most = RECEIVERS[remindType]
        if (most === undefined) return invalid('remindType.invalid', 'remindType应为1、2或3')
        const receivers = texts(body['receiverUserIdList']) ?? []
        if (receivers.length === 0) return invalid('receiverUserIdList.empty', '接收人列表不能为空')
        if (receivers.length > most) return invalid('receiverUserIdList.overMax', '接收人数量超过最大限制')
        if (!filled(body['content'])) return invalid('content.empty', '消息内容不能为空')

        const openDingId = randomUUID().replaceAll('-', '')
        const failedList: Record<string, string> = {}
        const refused = fault?.kind === 'partial' ? fault.invalid : []
        for (const userid of receivers) {
          const person = world.people.get(userid)
          if (person === undefined || person.outside || refused.includes(userid))
            failedList[userid] = 'invalidUser'
          else if (remindType !== APP && person.mobile === '') failedList[userid] = 'noMobile'
          else {
            world.inbox.deliver({
              kind: `ding${remindType}`,
              title: '',
              text: text(body['content']) ?? '',
              buttons: [],
              to: userid,
              via: 'ding',
              processQueryKey: openDingId,
              raw: body,
            })
          }
        }
        sent.set(openDingId, { recalled: false })
        return json({ openDingId, failedList })
      },
    },
    {
      api: 'dingRecall',
      method: 'POST',
      path: '/v1.0/robot/ding/recall',
      road: 'api',
      billable: true,
      answer({ app, json: body }) {
        const wrong = checkRobot(world, app, body)
        if (wrong !== undefined) return wrong
        const openDingId = text(object(body)['openDingId']) ?? ''
        const ding = sent.get(openDingId)
        if (ding === undefined) return apiError(400, 'invalidParameter.openDingId', 'DING消息不存在')
        ding.recalled = true
        for (const message of world.inbox.byKey(openDingId)) message.recalled = true
        return json({ openDingId })
      },
    },
  ]
}
