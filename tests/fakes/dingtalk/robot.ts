import { type Answer, apiError, json } from './answers.ts'
import type { App } from './app.ts'
import { bytes, filled, isJson, type Json, parse, text, texts } from './json.ts'
import { type Content, fromTemplate } from './received.ts'
import type { Call, Route } from './route.ts'
import type { World } from './world.ts'

export const MESSAGE_BYTES = 15_000
const USERS_AT_ONCE = 20

/** What the robot says of its own accord: to up to twenty people, or to a group. */
export function robotRoutes(world: World): Route[] {
  return [
    {
      api: 'batchSend',
      method: 'POST',
      path: '/v1.0/robot/oToMessages/batchSend',
      road: 'api',
      billable: true,
      answer: call => batchSend(world, call),
    },
    {
      api: 'groupSend',
      method: 'POST',
      path: '/v1.0/robot/groupMessages/send',
      road: 'api',
      billable: true,
      answer: call => groupSend(world, call),
    },
  ]
}

function batchSend(world: World, { app, json: body, fault }: Call): Answer {
  const wrongRobot = checkRobot(world, app, body)
  if (wrongRobot !== undefined) return wrongRobot
  const userIds = texts(body['userIds'])
  if (userIds === undefined || userIds.length === 0) return invalid('userIds.empty', '用户userId列表不能为空')
  if (userIds.length > USERS_AT_ONCE) return invalid('userIds.overMax', '用户数量超过最大限制100')
  const content = contentOf(world, body)
  if ('status' in content) return content

  const { people, inbox } = world
  const refused = new Set(fault?.kind === 'partial' ? fault.invalid : [])
  const slowed = people.flowControlled.union(new Set(fault?.kind === 'partial' ? fault.flowControlled : []))
  const invalidStaffIdList: string[] = []
  const flowControlledStaffIdList: string[] = []
  const processQueryKey = world.nextQueryKey()
  for (const userid of new Set(userIds)) {
    const person = people.get(userid)
    if (person === undefined || person.outside || !person.active || refused.has(userid)) {
      invalidStaffIdList.push(userid)
    } else if (slowed.has(userid)) {
      flowControlledStaffIdList.push(userid)
    } else {
      inbox.deliver({ ...content, to: userid, via: 'batchSend', processQueryKey, raw: body })
    }
  }
  return json({ processQueryKey, invalidStaffIdList, flowControlledStaffIdList })
}

function groupSend(world: World, { app, json: body }: Call): Answer {
  const wrongRobot = checkRobot(world, app, body)
  if (wrongRobot !== undefined) return wrongRobot
  const cid = text(body['openConversationId'])
  if (!filled(cid)) return apiError(400, 'miss.openConversationId', '缺少参数openConversationId')
  const group = world.groups.get(cid)
  if (group === undefined) return apiError(400, 'invalid.openConversationId', '无效的openConversationId')
  if (group.disbanded) return apiError(400, 'group.disbanded', '群已解散')
  const content = contentOf(world, body)
  if ('status' in content) return content
  const processQueryKey = world.nextQueryKey()
  world.inbox.deliver({ ...content, to: cid, via: 'groupSend', processQueryKey, raw: body })
  return json({ processQueryKey })
}

/** The refusal for a robot code that is missing, unknown, or another app's. */
export function checkRobot(world: World, app: App, body: Json): Answer | undefined {
  const robotCode = text(body['robotCode'])
  if (!filled(robotCode)) return invalid('robotCode.empty', '机器人robotCode为空')
  const owner = world.settings.apps.find(one => one.robotCode === robotCode)
  if (owner === undefined) return invalid('robotCode.notExsit', '机器人不存在')
  if (owner !== app) return invalid('robotCode.auth', '机器人robotCode无权限')
  return undefined
}

function contentOf(world: World, body: Json): Content | Answer {
  const msgKey = text(body['msgKey'])
  if (!filled(msgKey)) return invalid('msgKey.empty', 'msgKey为空')
  if (!/^sample(Text|Markdown|ImageMsg|Link|ActionCard[2-6]?|Audio|File|Video)$/.test(msgKey)) {
    return invalid('msgKey.invalid', '消息模板不存在')
  }
  const msgParam = text(body['msgParam'])
  const param = msgParam === undefined ? undefined : parse(msgParam)
  if (msgParam === undefined || !isJson(param))
    return invalid('msgParam.invalid', 'msgParam不是合法的JSON字符串')
  if (bytes(msgParam) > MESSAGE_BYTES) return invalid('msgParam.tooLong', '消息内容过长')
  const content = fromTemplate(msgKey, param)
  if (content === undefined) return invalid('msgParam.invalid', `msgParam缺少${msgKey}的参数`)
  const { mediaId } = content
  if (mediaId?.startsWith('@') === true && world.files.media(mediaId) === undefined) {
    return apiError(400, 'resource.unavailable', '资源不可用')
  }
  return content
}

export function invalid(what: string, message: string): Answer {
  return apiError(400, `invalidParameter.${what}`, message)
}
