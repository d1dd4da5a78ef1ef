import type { App } from './app.ts'
import { BOT_TOPIC } from './frames.ts'
import type { Group } from './groups.ts'
import { createIds } from './ids.ts'
import type { Json } from './json.ts'
import type { Person } from './people.ts'
import type { Push } from './pushes.ts'
import { bodyOf, type Utterance } from './utterance.ts'
import type { World } from './world.ts'

export interface SayOptions {
  /** The same msgId again, to two robots, or one that a test knows beforehand. */
  msgId?: string
  /** Which robot is spoken to; the first app's unless given. */
  robotCode?: string
  webhookTtlMs?: number
  createAt?: number
  /** Fields of the data that shall be different; `undefined` takes one away. */
  fields?: Json
  /** The month's quota is used up: the message comes as code 20001, without its words. */
  exhausted?: boolean
  /** Keep nothing of it: what a load generator wants. */
  forget?: boolean
}

/** What was said, and what became of it. */
export interface Said {
  msgId: string
  conversationId: string
  sessionWebhook: string
  sessionId: string
  push: Push
}

export interface Messages {
  say(userid: string, said: Utterance, options?: SayOptions): Said
  sayInGroup(cid: string, userid: string, said: Utterance, options?: SayOptions): Said
  /** The latest push of a message. */
  pushOf(msgId: string): Push | undefined
}

const KINDS_IN_GROUPS = new Set(['text', 'richText', 'picture'])

export function createMessages(world: World): Messages {
  const pushes = new Map<string, Push>()
  const nextMsgId = createIds('msgSAMPLE', 24, '==')

  const push = (person: Person, said: Utterance, options: SayOptions, group?: Group): Said => {
    const app = appOf(world, options.robotCode)
    const msgId = options.msgId ?? nextMsgId()
    const ttlMs = options.webhookTtlMs ?? world.settings.webhookTtlMs
    const session = world.sessions.open(group?.cid ?? person.userid, msgId, ttlMs)
    const sessionWebhook = `${world.base()}/robot/sendBySession?session=${session.id}`
    const createAt = options.createAt ?? world.clock.now()
    const allowed = world.quota.stream() && options.exhausted !== true
    const body = allowed ? bodyOf(said, world.files) : exhausted(said)
    const data = {
      conversationId: group?.cid ?? person.conversationId,
      ...(group && { atUsers: [{ dingtalkId: app.robotUserId }] }),
      chatbotCorpId: app.corpId,
      chatbotUserId: app.robotUserId,
      msgId,
      senderNick: person.name,
      isAdmin: person.admin,
      ...(!person.outside && { senderStaffId: person.userid }),
      sessionWebhookExpiredTime: createAt + ttlMs,
      createAt,
      senderCorpId: person.outside ? 'dingsampleoutside' : app.corpId,
      conversationType: group === undefined ? '1' : '2',
      senderId: person.senderId,
      ...(group && { conversationTitle: group.title, isInAtList: true }),
      sessionWebhook,
      robotCode: options.robotCode ?? app.robotCode,
      ...body,
      ...options.fields,
    }
    const sent = world.pushes.send({
      app,
      type: 'CALLBACK',
      topic: BOT_TOPIC,
      data: JSON.stringify(data),
      key: msgId,
    })
    if (options.forget !== true) pushes.set(msgId, sent)
    return { msgId, conversationId: data.conversationId, sessionWebhook, sessionId: session.id, push: sent }
  }

  return {
    say: (userid, said, options = {}) => push(world.people.must(userid), said, options),
    sayInGroup(cid, userid, said, options = {}) {
      const utterance: Utterance = typeof said === 'string' ? { msgtype: 'text', content: said } : said
      if (typeof utterance !== 'string' && !KINDS_IN_GROUPS.has(utterance.msgtype)) {
        throw new Error(
          `in a group nobody can @ a robot with ${utterance.msgtype}: use text, richText or picture`,
        )
      }
      return push(world.people.must(userid), afterMention(utterance), options, world.groups.add(cid))
    },
    pushOf: msgId => pushes.get(msgId),
  }
}

function appOf(world: World, robotCode: string | undefined): App {
  const [first] = world.settings.apps
  if (first === undefined) throw new Error('the fake has no app')
  return world.settings.apps.find(app => app.robotCode === robotCode) ?? first
}

/** DingTalk takes the @name out of a group message and leaves the space that stood behind it. */
function afterMention(said: Utterance): Utterance {
  if (typeof said === 'string' || said.msgtype !== 'text') return said
  return { ...said, content: ` ${said.content}` }
}

/** What is left of a message when the month's quota is used up: a code, and no words at all. */
function exhausted(said: Utterance): { msgtype: string } & Json {
  return {
    msgtype: typeof said === 'string' ? 'text' : said.msgtype,
    errorCode: '20001',
    errorMessage: '本月Webhook&Stream用量已用完',
  }
}
