import { type FakeDingTalk, startFakeDingTalk } from '../tests/fakes/dingtalk/index.ts'
import type { NextText } from '../tests/fakes/dingtalk/load.ts'
import { answerRequests, usage } from './child.ts'
import { goneOnWith, SCRIPTS } from './scripts.ts'

/** The fake DingTalk in a process of its own: it pushes, and measures what comes back. */
let fake: FakeDingTalk
const talks = new Map<string, NextText>()

answerRequests(async request => {
  switch (request['do']) {
    case 'start': {
      fake = await startFakeDingTalk({
        quota: { callsPerSecond: Number(request['callsPerSecond'] ?? 0) },
        redelivery: { everyMs: 0 },
        people: [],
      })
      return fake.env
    }
    case 'people': {
      const count = Number(request['count'])
      for (let i = 0; i < count; i++) fake.people.add({ userid: `u${i}`, name: `样例${i}` })
      return count
    }
    case 'load': {
      const script = talkOf(String(request['script']))
      const before = usage()
      const options = request['options'] as Parameters<FakeDingTalk['load']>[0]
      const report = await fake.load({ ...options, nextText: script, userid: i => `u${i}` })
      return { ...report, gatewayCpu: usage().cpu - before.cpu }
    }
    case 'calls':
      return fake.calls.of(String(request['api']) as Parameters<FakeDingTalk['calls']['of']>[0])
    case 'clear':
      return fake.clear()
    default:
      throw new Error(`unknown request ${request['do']}`)
  }
})

/** What its people say, from one load to the next. */
function talkOf(name: string): NextText {
  const script = SCRIPTS[name]
  if (!script) throw new Error(`no script ${name}`)
  const talk = talks.get(name) ?? goneOnWith(script)
  talks.set(name, talk)
  return talk
}
