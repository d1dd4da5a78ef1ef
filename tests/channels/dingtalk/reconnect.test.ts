import { expect, test } from 'vitest'
import { type Connection, type FakeDingTalk, fault } from '../../fakes/dingtalk/index.ts'
import { type Bot, gate, startBot } from './bot.ts'

/** Lets the next attempt begin, and waits until it is over. */
async function nextAttempt(bot: Bot): Promise<void> {
  const { wait } = bot.logs.at(-1)?.about ?? {}
  if (typeof wait !== 'number') throw new Error(`nothing is waited for: ${bot.spoken()}`)
  const { opens } = bot.channel.health()
  bot.pass(wait - 1)
  expect(bot.channel.health().opens).toBe(opens)
  const over = () => bot.logs.filter(line => /open_failed|connected/.test(line.name)).length
  const before = over()
  bot.pass(1)
  await bot.until(() => over() > before, 'the attempt is over')
}

function closing(fake: FakeDingTalk): Promise<Connection> {
  return new Promise(resolve => {
    fake.stream.onConnection(connection => {
      if (connection.state === 'closed') resolve(connection)
    })
  })
}

test.each([
  ['the wrong secret', fault.authFailed(), { status: 401, code: 'authFailed' }],
  ['an app that is not published', fault.badOpen(), { status: 400, code: 'systemError' }],
  ['too many requests', fault.tooManyRequests(), { status: 429, code: 'Throttling' }],
  ['a gateway that is down', fault.unavailable(), { status: 503, code: 'html' }],
  ['the page of a proxy', fault.html(400), { status: 400, code: 'html' }],
  ['a page instead of a ticket', fault.html(200), { status: 200, code: 'html' }],
  [
    'no ticket',
    fault.status(200, { endpoint: 'wss://sample.invalid/connect' }),
    { status: 200, code: 'json' },
  ],
  ['no address', fault.status(200, { endpoint: 'nowhere', ticket: 'T' }), { status: 200, code: 'json' }],
  [
    'an address of the web',
    fault.status(200, { endpoint: 'http://a.invalid/', ticket: 'T' }),
    { status: 200 },
  ],
  ['nothing', fault.status(200, ''), { status: 200 }],
  ['a cut line', fault.reset(), { status: 0 }],
])('%s at connections/open: said in the log, tried again after the backoff', async (_, trouble, about) => {
  const bot = await startBot({ before: fake => fake.faults.order('open', trouble) })
  const line = await bot.logged('dingtalk.open_failed')
  expect(line.about).toMatchObject({ at: 'open', failures: 1, wait: 1_000, ...about })
  await nextAttempt(bot)
  expect(bot.channel.health()).toMatchObject({ connected: true, opens: 2, failures: 1 })
  expect(bot.fake.calls.of('open')).toBe(2)
})

test('refused credentials alarm the administrator; pages of a proxy and a gateway that is down do not', async () => {
  const bot = await startBot({
    before: fake => {
      fake.faults.order('open', fault.html(403))
      fake.faults.order('open', fault.authFailed())
      fake.faults.order('open', fault.unavailable())
    },
  })
  await bot.logged('dingtalk.open_failed')
  await nextAttempt(bot)
  await nextAttempt(bot)
  expect(bot.alerts).toEqual(['dingtalk_refused authFailed'])
})

test.each(['open', 'upgrade'] as const)('no answer at %s: given up after ten seconds', async at => {
  const bot = await startBot({ before: fake => fake.faults.order(at, fault.hang()) })
  if (at === 'open') await bot.called('open', 1)
  else await bot.called('open', 1).then(() => upgrading(bot))
  expect(bot.logs).toEqual([])
  bot.pass(10_000)
  expect((await bot.logged('dingtalk.open_failed')).about).toMatchObject({ at, status: 0, code: 'TIMEOUT' })
  await nextAttempt(bot)
  expect(bot.fake.calls.of('open')).toBe(2)
  expect(bot.channel.health().connected).toBe(true)
})

/** Upgrades are counted, not announced: the event loop turns until one has come. */
async function upgrading(bot: Bot): Promise<void> {
  while (bot.fake.calls.of('upgrade') === 0) await new Promise(resolve => setImmediate(resolve))
}

test.each([
  ['401', fault.status(401), { status: 401, code: 'json' }],
  ['a page', fault.html(502), { status: 502, code: 'html' }],
  ['a cut line', fault.reset(), { status: 0, code: 'ECONNRESET' }],
])('%s at the upgrade', async (_, trouble, about) => {
  const bot = await startBot({ before: fake => fake.faults.order('upgrade', trouble) })
  const line = await bot.logged('dingtalk.open_failed')
  expect(line.about).toMatchObject({ at: 'upgrade', ...about })
  await nextAttempt(bot)
  expect(bot.fake.calls.of('open')).toBe(2)
  expect(bot.fake.calls.of('upgrade')).toBe(2)
})

test('eight failures in a row: one attempt a step, 1 to 60 seconds apart', async () => {
  const bot = await startBot({ before: fake => fake.faults.order('upgrade', fault.reset(), { times: 8 }) })
  await bot.logged('dingtalk.open_failed')
  for (let n = 1; n <= 8; n++) {
    expect(bot.fake.calls.of('open')).toBe(n)
    await nextAttempt(bot)
  }
  const waits = bot.logs.filter(line => line.name === 'dingtalk.open_failed').map(line => line.about['wait'])
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 48_000, 48_000])
  expect(bot.fake.calls.of('open')).toBe(9)
  bot.fake.assertClean()
})

test.each([
  ['by RST', (fake: FakeDingTalk) => fake.stream.reset()],
  ['by a goodbye', (fake: FakeDingTalk) => fake.stream.close()],
])('a connection that ends %s is replaced after the backoff', async (_, end) => {
  const bot = await startBot()
  end(bot.fake)
  await bot.logged('dingtalk.lost')
  expect(bot.channel.health()).toMatchObject({ connected: false, losses: 1 })
  await nextAttempt(bot)
  await bot.fake.stream.acked(bot.fake.say('sample-01', '还在吗').msgId)
  expect(bot.fake.calls.of('open')).toBe(2)
  expect(bot.fake.stream.connections()).toHaveLength(1)
})

test('an outage of thirty seconds: five attempts in vain, connected at the next', async () => {
  const bot = await startBot()
  bot.fake.stream.outage(30_000)
  await bot.logged('dingtalk.lost')
  while (!bot.channel.health().connected) await nextAttempt(bot)
  expect(bot.fake.calls.of('open')).toBe(6)
  await bot.fake.stream.acked(bot.fake.say('sample-01', '回来了').msgId)
})

test('connections that break at once are not opened faster and faster', async () => {
  const bot = await startBot()
  for (let n = 1; n <= 5; n++) {
    bot.fake.stream.reset()
    await bot.logged('dingtalk.lost', n)
    await nextAttempt(bot)
    await bot.fake.stream.connected()
  }
  expect(bot.logs.filter(line => line.name === 'dingtalk.lost').map(line => line.about['wait'])).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000,
  ])
})

test('after a minute of steadiness the backoff begins anew', async () => {
  const bot = await startBot({ before: fake => fake.faults.order('open', fault.unavailable(), { times: 4 }) })
  await bot.logged('dingtalk.open_failed')
  while (!bot.channel.health().connected) await nextAttempt(bot)
  bot.fake.clock.advance(60_000)
  bot.fake.stream.reset()
  expect((await bot.logged('dingtalk.lost')).about).toMatchObject({ wait: 1_000, failures: 1 })
})

test('disconnect: the next connection stands while the old one is still there, then the old one is closed', async () => {
  const bot = await startBot()
  const [old] = bot.fake.stream.connections()
  const ended = closing(bot.fake)
  bot.fake.stream.disconnect()
  await bot.fake.stream.connected()
  // Nobody's clock was moved: it did not wait for the end of TCP, ten seconds later.
  expect(await ended).toBe(old)
  expect(bot.fake.calls.of('open')).toBe(2)
  expect(bot.channel.health()).toMatchObject({ connected: true, swaps: 1, losses: 0 })
  await bot.fake.stream.acked(bot.fake.say('sample-01', '还在吗').msgId)
  bot.fake.assertClean()
})

test('a warm swap under load loses nothing, and what was taken before is acked over the old connection', async () => {
  const held = gate()
  const bot = await startBot({ fake: { redelivery: { everyMs: 16_000 } }, receive: () => held.passed })
  const taken = Array.from({ length: 30 }, (_, n) => bot.fake.say('sample-01', `之前${n}`))
  bot.fake.stream.disconnect()
  for (let n = 0; n < 10; n++) bot.fake.say('sample-01', `当中${n}`)
  await bot.fake.stream.connected()
  for (let n = 0; n < 30; n++) taken.push(bot.fake.say('sample-01', `之后${n}`))
  held.open()
  for (const { msgId } of taken) await bot.fake.stream.acked(msgId)
  // What found no connection comes with the next push.
  bot.fake.clock.advance(16_000)
  await bot.fake.stream.settled()
  expect(new Set(bot.received.map(event => event.id)).size).toBe(70)
  expect(bot.received).toHaveLength(70)
  bot.fake.assertClean()
})

test('when the swap fails at first it is tried again by the backoff', async () => {
  const bot = await startBot()
  bot.fake.faults.order('open', fault.unavailable())
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.open_failed')
  await nextAttempt(bot)
  await bot.fake.stream.acked(bot.fake.say('sample-01', '在吗').msgId)
  expect(bot.fake.calls.of('open')).toBe(3)
})

test('a DingTalk that retires every new connection gets no storm', async () => {
  const bot = await startBot()
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.connected', 2)
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.retired', 2)
  expect(bot.channel.health().opens).toBe(2)
  bot.pass(1_000)
  await bot.logged('dingtalk.connected', 3)
  expect(bot.fake.calls.of('open')).toBe(3)
})

test('half-open: no pong within ten seconds, so it is cut and replaced', async () => {
  const bot = await startBot({ fake: { redelivery: { everyMs: 60_000 } } })
  // DingTalk goes on believing in it for a minute.
  bot.fake.stream.halfOpen({ forMs: 60_000 })
  const { msgId } = bot.fake.say('sample-01', '听得到吗')
  bot.pass(25_000)
  bot.pass(9_999)
  expect(bot.channel.health().losses).toBe(0)
  bot.pass(1)
  await bot.logged('dingtalk.lost')
  await nextAttempt(bot)
  bot.fake.clock.advance(60_000)
  await bot.fake.stream.acked(msgId)
  expect(bot.received).toHaveLength(1)
})

test('stop says goodbye, waits for what is being worked on, and acks it', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  const { push } = bot.fake.say('sample-01', '最后一句')
  await bot.fake.stream.ping()
  const stopped = bot.channel.stop()
  await bot.fake.stream.ping()
  expect(push.state).toBe('sent')
  held.open()
  await stopped
  expect(push.state).toBe('acked')
  await bot.fake.stream.disconnected()
  bot.pass(3_600_000)
  expect(bot.channel.health().opens).toBe(1)
  bot.fake.assertClean()
})

test('stop does not wait for ever for work that does not end', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  bot.fake.say('sample-01', '最后一句')
  await bot.fake.stream.ping()
  const ended = closing(bot.fake)
  const stopped = bot.channel.stop()
  await bot.waits(5_000)
  bot.pass(5_000)
  await ended
  held.open()
  await stopped
  expect(bot.channel.health().lostAcks).toBe(1)
})

test('stop in the middle of an attempt ends the attempt', async () => {
  const bot = await startBot({ before: fake => fake.faults.order('open', fault.hang()) })
  await bot.called('open', 1)
  await bot.channel.stop()
  bot.pass(3_600_000)
  expect(bot.channel.health().opens).toBe(1)
  expect(bot.logs).toEqual([])
})

test('a second start changes nothing, and after a stop it connects again', async () => {
  const bot = await startBot()
  const nothing = async () => {}
  await bot.channel.start(nothing)
  expect(bot.channel.health().opens).toBe(1)
  await bot.channel.stop()
  await bot.fake.stream.disconnected()
  await bot.channel.start(nothing)
  await bot.fake.stream.connected()
  expect(bot.fake.calls.of('open')).toBe(2)
})
