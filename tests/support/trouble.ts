import { fault } from '../fakes/dingtalk/fault.ts'
import type { FakeDingTalk } from '../fakes/dingtalk/index.ts'
import type { Random } from '../fakes/dingtalk/random.ts'
import type { Hurry } from './hurry.ts'

/** What a kind of trouble is done to. */
export interface Scene {
  readonly fake: FakeDingTalk
  readonly random: Random
  readonly time: Hurry
  /** Messages said so far. */
  readonly said: readonly string[]
  /** Acks of the next so many messages leave a good while after the message was kept. */
  holdAcks(count: number): void
}

/** Everything that goes wrong between DingTalk and the program, by name. */
export const TROUBLES: Readonly<Record<string, (scene: Scene) => void>> = {
  'cut line': ({ fake }) => live(fake).forEach(one => void fake.stream.reset(one)),
  'proper goodbye': ({ fake }) => live(fake).forEach(one => void fake.stream.close(one)),
  'disconnect frame': ({ fake }) =>
    live(fake).forEach(connection => void fake.stream.disconnect({ connection })),
  'half-open line': ({ fake, time }) =>
    live(fake).forEach(connection => void fake.stream.halfOpen({ connection, forMs: time.wall(60_000) })),
  'thirty seconds of outage': ({ fake, time }) => fake.stream.outage(time.wall(30_000)),
  'refused opens': scene => {
    const refusals = [fault.badOpen(), fault.authFailed(), fault.tooManyRequests(), fault.unavailable()]
    const others = [fault.html(502), fault.reset(), fault.hang(), fault.slow(scene.time.wall(4_000))]
    cutWhile(scene, 'open', scene.random.pick([...refusals, ...others]))
  },
  'refused upgrades': scene =>
    cutWhile(
      scene,
      'upgrade',
      scene.random.pick([fault.status(401), fault.html(502), fault.reset(), fault.hang()]),
    ),
  'spoiled pushes': ({ fake, random }) => {
    const how = random.pick(['malformed', 'binary', 'missingData', 'lost'] as const)
    fake.faults.order('push', fault.spoil(how), { times: 4 })
  },
  'slow pushes': ({ fake, time }) => fake.faults.order('push', fault.slow(time.wall(5_000)), { times: 4 }),
  'junk frames': ({ fake, random }) => {
    const how = random.pick(['malformed', 'binary', 'unknownType', 'missingData'] as const)
    for (const one of live(fake)) fake.stream.junk(how, one)
  },
  'frames of nothing': ({ fake, random }) => {
    const frames = [
      '',
      'null',
      '[1]',
      '{"type":"CALLBACK"}',
      Buffer.from([0xff, 0xfe, 0]),
      'x'.repeat(65_536),
    ]
    for (const one of live(fake)) fake.stream.push(random.pick(frames), one)
  },
  'copies of what was said': ({ fake, random, said }) => {
    for (let n = 0; n < 5 && said.length > 0; n++)
      fake.stream.duplicate(random.pick(said.slice(-40)), random.pick(['new', 'same']))
  },
  'copies in disorder': ({ fake, random, said }) =>
    fake.stream.reorder(random.pick(['reversed', 'shuffled']), () => {
      for (const msgId of said.slice(-12)) fake.stream.duplicate(msgId)
    }),
  'late acks': ({ holdAcks }) => holdAcks(6),
  'answers that fail': ({ fake, random }) => {
    const failures = [fault.systemError(), fault.busy(), fault.tooFast(), fault.html(502), fault.reset()]
    fake.faults.order('webhook', random.pick(failures), { times: 6 })
  },
  'answers that arrive and seem to fail': ({ fake, random }) =>
    void fake.faults.order('webhook', random.pick([fault.reset(true), fault.systemError(true)]), {
      times: 3,
    }),
  'answers that hang': ({ fake }) => fake.faults.order('webhook', fault.hang(), { times: 2 }),
  'expired webhooks': ({ fake }) => fake.sessions.expire(),
  'expired webhooks and a throttled API': ({ fake, random }) => {
    fake.sessions.expire()
    const failures = [
      fault.qps(),
      fault.systemError(),
      fault.systemError(true),
      fault.reset(),
      fault.html(503),
    ]
    fake.faults.order('batchSend', random.pick(failures), { times: 4 })
  },
  'files that cannot be had': ({ fake, random }) => {
    const failures = [fault.systemError(), fault.reset(), fault.hang(), fault.html(502)]
    fake.faults.order(['messageFile', 'fetchFile'], random.pick(failures), { times: 4 })
  },
  'expired tokens': ({ fake }) => {
    fake.tokens.expire()
    fake.sessions.expire()
    fake.faults.order('accessToken', fault.unavailable())
  },
  pings: ({ fake, time }) => {
    for (const one of live(fake)) fake.stream.ping(one, time.wall(600_000)).catch(() => {})
  },
}

function live(fake: FakeDingTalk) {
  return fake.stream.connections().filter(one => one.state === 'live')
}

/** The line is cut, and the next attempts to connect meet with this. */
function cutWhile(
  { fake, random }: Scene,
  door: 'open' | 'upgrade',
  what: ReturnType<typeof fault.reset>,
): void {
  fake.faults.order(door, what, { times: 1 + Math.floor(random.next() * 3) })
  for (const one of live(fake)) fake.stream.reset(one)
}
