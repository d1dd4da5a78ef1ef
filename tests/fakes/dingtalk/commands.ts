import { isApiName } from './api-names.ts'
import type { FakeDingTalk } from './fake-dingtalk.ts'
import { plainFaults } from './fault.ts'
import type { Fault, Scope } from './faults.ts'
import type { Wanted } from './inbox.ts'
import { isJson, type Json, object, text, texts } from './json.ts'
import type { LoadOptions } from './load.ts'
import type { SayOptions } from './messages.ts'
import type { PersonSpec } from './people.ts'
import type { Utterance } from './utterance.ts'

export type Command = (asked: Json) => unknown

/** What another process may ask of the fake: the test API, as far as JSON can carry it. */
export function commandsOf(fake: FakeDingTalk): Record<string, Command> {
  return {
    ...talking(fake),
    ...ordering(fake),
    ...streaming(fake),
    report: () => reportOf(fake),
    doubles: ({ to }) => fake.doubles(text(to)),
    clear: () => fake.clear(),
    advance: ({ ms }) => fake.clock.advance(number(ms, 'ms')),
    load: async asked => await fake.load(loadOptionsOf(asked)),
  }
}

function talking(fake: FakeDingTalk): Record<string, Command> {
  return {
    say(asked) {
      const said = fake.say(must(asked['userid'], 'userid'), utterance(asked['said']), sayOptionsOf(asked))
      return { msgId: said.msgId, conversationId: said.conversationId, sessionWebhook: said.sessionWebhook }
    },
    sayInGroup(asked) {
      const { userid, cid, said } = asked
      const sent = fake.sayInGroup(
        must(cid, 'cid'),
        must(userid, 'userid'),
        utterance(said),
        sayOptionsOf(asked),
      )
      return { msgId: sent.msgId, conversationId: sent.conversationId, sessionWebhook: sent.sessionWebhook }
    },
    tap({ userid, title }) {
      const said = fake.tap(must(userid, 'userid'), must(title, 'title'))
      return { msgId: said.msgId, conversationId: said.conversationId, sessionWebhook: said.sessionWebhook }
    },
    inbox: ({ to }) => fake.inbox(must(to, 'to')),
    waitFor: async ({ to, text: words, pattern, timeoutMs }) =>
      await fake.waitFor(must(to, 'to'), wanted(words, pattern), count(timeoutMs)),
    async press({ outTrackId, userid, actionId, params }) {
      const pressed = await fake.press({
        outTrackId: must(outTrackId, 'outTrackId'),
        userid: must(userid, 'userid'),
        actionId: must(actionId, 'actionId'),
        params: object(params),
      })
      return { outcome: pressed.outcome, response: pressed.response, data: pressed.card.data }
    },
    reached: async ({ total, timeoutMs }) => await fake.reached(number(total, 'total'), count(timeoutMs)),
    event: ({ eventType, data }) => fake.event(must(eventType, 'eventType'), object(data)),
    people({ add, remove }) {
      for (const spec of Array.isArray(add) ? add : []) if (isPersonSpec(spec)) fake.people.add(spec)
      for (const userid of texts(remove) ?? []) fake.people.remove(userid)
      return fake.people.list()
    },
  }
}

function ordering(fake: FakeDingTalk): Record<string, Command> {
  return {
    order({ api, fault, scope }) {
      const names = typeof api === 'string' ? [api] : (texts(api) ?? [])
      const known = names.filter(isApiName)
      if (known.length !== names.length || known.length === 0) throw new Error(`no such API: ${names}`)
      const wanted = typeof fault === 'string' ? plainFaults[fault] : fault
      if (!isFault(wanted)) throw new Error(`no such fault; by name: ${Object.keys(plainFaults)}`)
      fake.faults.order(known, wanted, scopeOf(object(scope)))
    },
    lift: () => fake.faults.lift(),
    expireTokens: () => fake.tokens.expire(),
    expireWebhooks: () => fake.sessions.expire(),
    expireFiles: () => fake.files.expire(),
    flowControl({ userids }) {
      fake.people.flowControlled = new Set(texts(userids) ?? [])
    },
    quota(limits) {
      for (const name of ['callsPerSecond', 'callsPerMonth', 'streamPerMonth'] as const) {
        const limit = limits[name]
        if (typeof limit === 'number') fake.quota.limits[name] = limit
      }
      return { limits: fake.quota.limits, used: fake.quota.used }
    },
  }
}

function streaming({ stream }: FakeDingTalk): Record<string, Command> {
  return {
    connected: async asked => await stream.connected(count(asked['count']), count(asked['timeoutMs'])),
    settled: async ({ timeoutMs }) => await stream.settled(count(timeoutMs)),
    disconnect: () => stream.disconnect(),
    halfOpen: () => stream.halfOpen(),
    reset: () => stream.reset(),
    outage: ({ forMs }) => stream.outage(number(forMs, 'forMs')),
    close: () => stream.close(),
    ping: async () => await stream.ping(),
    push: ({ frame }) => stream.push(typeof frame === 'string' ? frame : object(frame)),
    duplicate({ msgId, messageId }) {
      stream.duplicate(must(msgId, 'msgId'), messageId === 'same' ? 'same' : 'new')
    },
    redeliver({ everyMs, deliveries }) {
      stream.redeliver({
        everyMs: number(everyMs, 'everyMs'),
        ...(typeof deliveries === 'number' && { deliveries }),
      })
    },
  }
}

function reportOf(fake: FakeDingTalk): object {
  return {
    connections: fake.stream
      .connections()
      .map(({ id, state, subscriptions }) => ({ id, state, subscriptions })),
    calls: fake.calls.counts(),
    violations: fake.violations(),
    unacked: fake.unacked().map(push => push.key),
    lost: fake.lost().map(push => push.key),
    ackLatency: fake.ackLatency(),
    quota: fake.quota.used,
    received: fake.received(),
  }
}

/** A script is a list of lines that everybody says in turn, over and over. */
export function loadOptionsOf(asked: Json): LoadOptions {
  const options: LoadOptions = {}
  for (const name of ['conversations', 'inFlight', 'rate', 'messages', 'warmUp', 'replyTimeoutMs'] as const) {
    const given = asked[name]
    if (typeof given === 'number') options[name] = given
  }
  const script = texts(asked['script']) ?? []
  if (script.length > 0) options.nextText = (_, turn) => script[turn % script.length] ?? ''
  return options
}

function sayOptionsOf(asked: Json): SayOptions {
  const { msgId, robotCode, webhookTtlMs, fields } = asked
  return {
    ...(typeof msgId === 'string' && { msgId }),
    ...(typeof robotCode === 'string' && { robotCode }),
    ...(typeof webhookTtlMs === 'number' && { webhookTtlMs }),
    ...(isJson(fields) && { fields }),
  }
}

function scopeOf({ times, forMs, probability, containing }: Json): Scope {
  return {
    ...(typeof times === 'number' && { times }),
    ...(typeof forMs === 'number' && { forMs }),
    ...(typeof probability === 'number' && { probability }),
    ...(typeof containing === 'string' && { containing }),
  }
}

function wanted(words: unknown, pattern: unknown): Wanted | undefined {
  if (typeof pattern === 'string') return new RegExp(pattern)
  return text(words)
}

function utterance(said: unknown): Utterance {
  if (typeof said === 'string') return said
  if (isUtterance(said)) return said
  throw new Error('said: words, or an object with msgtype')
}

function isUtterance(value: unknown): value is Exclude<Utterance, string> {
  return isJson(value) && typeof value['msgtype'] === 'string'
}

function isPersonSpec(value: unknown): value is PersonSpec {
  return isJson(value) && typeof value['userid'] === 'string'
}

function isFault(value: unknown): value is Fault {
  return isJson(value) && typeof value['kind'] === 'string'
}

function must(value: unknown, name: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${name}: a text is wanted`)
  return value
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number') throw new Error(`${name}: a number is wanted`)
  return value
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}
