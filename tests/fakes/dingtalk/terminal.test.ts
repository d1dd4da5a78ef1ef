import { expect, test } from 'vitest'
import { createTerminal, shown } from './terminal.ts'
import { api, connect, echoBot, openGateway, startFake } from './test-client.ts'

const tapOf = (words: string) => `dtmd://dingtalkclient/sendMessage?content=${encodeURIComponent(words)}`

test('what is typed is said by whoever one is', async () => {
  const fake = await startFake()
  await echoBot(fake)
  const terminal = createTerminal(fake)
  expect(terminal.who()).toBe('sample-01')
  expect(await terminal.enter('请年假 两天')).toEqual([])
  expect((await fake.waitFor('sample-01')).text).toBe('回声：请年假 两天')
  expect(await terminal.enter('as sample-new 示例新人')).toEqual(['* you are sample-new'])
  await terminal.enter('在吗')
  const reply = await fake.waitFor('sample-new')
  expect(shown(reply, '示例新人')).toEqual(['示例新人 ← 回声：在吗'])
  expect(await terminal.enter('as')).toContain('sample-01  示例甲')
  expect(await terminal.enter('   ')).toEqual([])
})

test('buttons are shown by number and tapped by number', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const terminal = createTerminal(fake)
  await api(fake, 'POST', '/v1.0/robot/oToMessages/batchSend', {
    robotCode: fake.app.robotCode,
    userIds: ['sample-01'],
    msgKey: 'sampleActionCard2',
    msgParam: JSON.stringify({
      title: '假单',
      text: '年假两天',
      actionTitle1: '同意',
      actionURL1: tapOf('同意 QJ-0001'),
      actionTitle2: '驳回',
      actionURL2: tapOf('驳回 QJ-0001'),
    }),
  })
  const card = await fake.waitFor('sample-01')
  expect(shown(card, '示例甲')).toEqual(['示例甲 ← «假单» 年假两天', '    [1 同意] [2 驳回]'])
  expect(await terminal.enter('/tap 3')).toEqual(['* there are 2 buttons'])
  expect(await terminal.enter('/tap 2')).toEqual(['> 驳回 QJ-0001'])
  expect((await client.nextData())['text']).toEqual({ content: '驳回 QJ-0001' })
})

test('other kinds of message', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const terminal = createTerminal(fake)
  const lines = ['/picture', '/video', '/sticker', '/voice 我想请假', '/file 假条.pdf', '/group 在吗']
  const kinds: unknown[] = []
  for (const line of lines) {
    expect(await terminal.enter(line)).toEqual([])
    kinds.push((await client.nextData())['msgtype'])
  }
  expect(kinds).toEqual(['picture', 'video', 'unknownMsgType', 'audio', 'file', 'text'])
})

test('trouble by hand', async () => {
  const fake = await startFake()
  const client = await connect(fake)
  const terminal = createTerminal(fake)
  await terminal.enter('在吗')
  client.ack(await client.next())
  await terminal.enter('/again')
  client.ack(await client.next())
  expect(await terminal.enter('/fault open unavailable 1')).toEqual([])
  expect((await openGateway(fake)).status).toBe(503)
  expect(await terminal.enter('/fault teapot hang')).toEqual(['* no API "teapot"'])
  expect((await terminal.enter('/fault open sunshine'))[0]).toMatch(/^\* faults: hang /)
  await fake.stream.settled()
  expect((await terminal.enter('/stats'))[0]).toContain('"open":2')
  await terminal.enter('/disconnect')
  await client.next()
  await terminal.enter('/advance 1')
  expect(await client.closed).toBe(1006)
  expect(await terminal.enter('在吗')).toEqual(['* no bot is connected: this is lost'])
  expect((await terminal.enter('/reset'))[0]).toMatch(/^\* no live connection/)
})

test('help', async () => {
  const fake = await startFake()
  const terminal = createTerminal(fake)
  expect((await terminal.enter('/help')).join('\n')).toContain('/tap N')
  expect((await terminal.enter('/dance'))[0]).toBe('* no command /dance')
})
