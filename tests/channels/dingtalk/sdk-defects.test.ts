import { DWClient } from 'dingtalk-stream'
import { expect, test } from 'vitest'
import { openDingTalk } from '../../../src/channels/dingtalk/index.ts'
import { StreamClient } from '../../../src/channels/dingtalk/stream-client.ts'
import { BOT_TOPIC, fault } from '../../fakes/dingtalk/index.ts'
import { gate, startBot, to, words } from './bot.ts'

/**
 * The defects of the package `dingtalk-stream` 2.1.5, found by reading and by trying it, and that the channel
 * has none of them.
 */
test('it is the true SDK that connects', async () => {
  expect(StreamClient.prototype).toBeInstanceOf(DWClient)
})

test('1: a failed handshake is one failure, not two: no storm', async () => {
  const bot = await startBot({
    before: fake => fake.faults.order('upgrade', fault.status(503), { times: 6 }),
  })
  for (let n = 1; n <= 6; n++) {
    const { about } = await bot.logged('dingtalk.open_failed', n)
    expect(bot.channel.health().opens).toBe(n)
    expect(bot.fake.calls.of('open')).toBe(n)
    bot.pass(Number(about['wait']))
  }
  await bot.logged('dingtalk.connected')
  expect(bot.fake.calls.of('open')).toBe(7)
})

test('2: stop cancels the reconnection that waits', async () => {
  const bot = await startBot({
    before: fake => fake.faults.order('open', fault.unavailable(), { times: 99 }),
  })
  await bot.logged('dingtalk.open_failed')
  await bot.channel.stop()
  bot.pass(24 * 3_600_000)
  expect(bot.channel.health().opens).toBe(1)
})

test('3: a frame that is no JSON ends neither the process nor the connection', async () => {
  const bot = await startBot()
  bot.fake.stream.junk('malformed')
  await bot.logged('dingtalk.frame_dropped')
  await bot.fake.stream.acked(bot.fake.say('sample-01', '在吗').msgId)
})

test('4: a disconnect frame brings a new connection before the old one is gone', async () => {
  const bot = await startBot()
  let most = 0
  bot.fake.stream.onConnection(() => {
    most = Math.max(most, bot.fake.stream.connections().length)
  })
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.connected', 2)
  expect(most).toBe(2)
})

test('5: pings are 25 seconds apart, belong to their socket, and kill no healthy one', async () => {
  const bot = await startBot()
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.connected', 2)
  for (let n = 0; n < 60; n++) {
    bot.pass(5_000)
    // What is answered after this has passed the pong on the way.
    await bot.fake.stream.ping()
    await bot.fake.stream.ping()
  }
  expect(bot.channel.health()).toMatchObject({ connected: true, opens: 2, losses: 0 })
})

test('6: subscriptions are nobody else’s', async () => {
  const one = await startBot()
  const other = await startBot()
  for (const { fake } of [one, other])
    expect(fake.stream.connections()[0]?.subscriptions).toEqual([{ type: 'CALLBACK', topic: BOT_TOPIC }])
  const untouched = new DWClient({ clientId: 'ding', clientSecret: 'nothing' })
  expect(untouched.config.subscriptions).toEqual([{ type: 'EVENT', topic: '*' }])
})

test('7: events are not asked for, so none are swallowed and none cost quota', async () => {
  const bot = await startBot()
  bot.fake.event('bpms_instance_change', { type: 'finish' })
  await bot.fake.stream.ping()
  expect(bot.fake.lost()).toHaveLength(1)
  expect(bot.fake.violations()).toEqual([])
})

test('8: callbacks are acked', async () => {
  const bot = await startBot()
  const { ack } = await bot.fake.stream.acked(bot.fake.say('sample-01', '在吗').msgId)
  expect(ack).toMatchObject({ code: 200, message: 'OK', data: { response: null } })
})

test('9: whoever takes the messages may throw, at once or later', async () => {
  let tries = 0
  const bot = await startBot({
    receive: () => {
      tries++
      if (tries === 1) throw new Error('at once')
      return tries === 2 ? Promise.reject(new Error('later')) : Promise.resolve()
    },
  })
  for (let n = 1; n <= 3; n++) bot.fake.say('sample-01', `第${n}句`)
  await bot.heard(1)
  expect(bot.channel.health()).toMatchObject({ refused: 2, connected: true })
})

test('10: an ack goes out where its message came in, though another connection stands by now', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  const { msgId } = bot.fake.say('sample-01', '在吗')
  await bot.fake.stream.ping()
  bot.fake.stream.disconnect()
  await bot.logged('dingtalk.connected', 2)
  held.open()
  await bot.fake.stream.acked(msgId)
  expect(bot.fake.violations()).toEqual([])
})

test('10: an ack whose connection is gone is known to be lost, and not given to another', async () => {
  const held = gate()
  const bot = await startBot({ receive: () => held.passed })
  bot.fake.say('sample-01', '在吗')
  await bot.fake.stream.ping()
  bot.fake.stream.reset()
  await bot.logged('dingtalk.lost')
  bot.pass(1_000)
  await bot.logged('dingtalk.connected', 2)
  held.open()
  await bot.heard(1)
  await bot.fake.stream.ping()
  expect(bot.channel.health().lostAcks).toBe(1)
  expect(bot.fake.violations()).toEqual([])
})

test('11: every address comes from the settings, with a path and a slash behind it or not', async () => {
  const bot = await startBot({ before: () => {}, start: false })
  const calls: string[] = []
  const channel = openDingTalk({
    clientId: bot.fake.app.clientId,
    clientSecret: bot.fake.app.clientSecret,
    apiBase: `${bot.fake.base}/`,
    oapiBase: `${bot.fake.base}/`,
    log: { info: (_, name) => calls.push(name), warn: () => {}, error: () => {} },
  })
  await channel.start(async () => {})
  await bot.fake.stream.connected()
  expect(await channel.send(words('你好'), [to('sample-01')])).toEqual([{ state: 'sent' }])
  await channel.stop()
})

test('12: the console stays silent, and no log tells a secret', async () => {
  // That the console stays silent is asserted for every bot of these tests.
  const bot = await startBot({
    before: fake => {
      fake.faults.order('open', fault.status(200, { endpoint: 'x://[', ticket: 'TICKET-SECRET' }))
      fake.faults.order('upgrade', fault.html(502))
    },
  })
  await bot.logged('dingtalk.open_failed', 1)
  bot.pass(1_000)
  await bot.logged('dingtalk.open_failed', 2)
  bot.pass(2_000)
  await bot.logged('dingtalk.connected')
  bot.fake.stream.junk('malformed')
  bot.fake.stream.reset()
  await bot.logged('dingtalk.lost')
  for (const secret of [bot.fake.app.clientSecret, 'TICKET-SECRET', 'ticket=', bot.fake.base])
    expect(bot.spoken()).not.toContain(secret)
})

test('13: a gateway that does not answer is given up after ten seconds, and what it answers is said', async () => {
  const bot = await startBot({
    before: fake => {
      fake.faults.order('open', fault.hang())
      fake.faults.order('open', fault.authFailed())
    },
  })
  await bot.called('open', 1)
  bot.pass(10_000)
  const { about } = await bot.logged('dingtalk.open_failed')
  expect(about).toMatchObject({ status: 0, code: 'TIMEOUT' })
  bot.pass(Number(about['wait']))
  const second = await bot.logged('dingtalk.open_failed', 2)
  expect(second.about).toMatchObject({ status: 401, code: 'authFailed' })
})

test('14: the socket before is closed', async () => {
  const bot = await startBot()
  for (let n = 1; n <= 3; n++) {
    const ended = new Promise<void>(resolve => {
      bot.fake.stream.onConnection(one => {
        if (one.state === 'closed') resolve()
      })
    })
    bot.fake.stream.disconnect()
    bot.pass(Number((await bot.logged('dingtalk.retired', n)).about['wait']))
    await ended
    await bot.logged('dingtalk.connected', n + 1)
    expect(bot.fake.stream.connections().filter(one => one.state === 'live')).toHaveLength(1)
  }
})

test('15: the token is asked for by POST, once, and goes in the header', async () => {
  const bot = await startBot()
  await bot.channel.send(words('一'), [to('sample-01')])
  await bot.channel.send(words('二'), [to('sample-02')])
  expect(bot.fake.calls.of('accessToken')).toBe(1)
  expect(bot.fake.calls.of('gettoken')).toBe(0)
})

test('16: the ticket is encoded', async () => {
  const bot = await startBot({
    before: fake => {
      const endpoint = `${fake.base.replace('http', 'ws')}/connect`
      fake.faults.order('open', fault.status(200, { endpoint, ticket: 'a+b/c==' }))
      fake.faults.order('upgrade', fault.status(418), { containing: 'ticket=a%2Bb%2Fc%3D%3D' })
    },
  })
  expect((await bot.logged('dingtalk.open_failed')).about).toMatchObject({ at: 'upgrade', status: 418 })
})

test('17: what the types leave out arrives all the same', () => {
  const events = { message() {}, retired() {}, closed() {}, dropped() {} }
  const client = new StreamClient({ clientId: 'ding', clientSecret: 'nothing' }, async () => '', events)
  expect(client.config).toMatchObject({ autoReconnect: false, keepAlive: false, debug: false })
  expect(client.config.subscriptions).toEqual([{ type: 'CALLBACK', topic: BOT_TOPIC }])
})
