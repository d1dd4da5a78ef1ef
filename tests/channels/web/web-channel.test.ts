import { describe, expect, test } from 'vitest'
import type { Change } from '../../../src/channels/web/entry.ts'
import { openWeb } from '../../../src/channels/web/web-channel.ts'
import type { Inbound } from '../../../src/kernel/channel.ts'
import { Fault } from '../../../src/kernel/faults.ts'

const at = 1_790_000_000_000
const message = (text: string) => ({ text, buttons: [{ label: '提交', say: '提交' }], card: 7 })
const to = (contact: string, key: string) => [{ key, contact, reply: null }]

async function started() {
  const channel = openWeb({ now: () => at })
  const received: Inbound[] = []
  await channel.start(async event => void received.push(event))
  return { channel, received }
}

describe('what people say', () => {
  test('is handed on as an event of its own', async () => {
    const { channel, received } = await started()
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    await channel.say('li', 'm2', { type: 'tap', text: '提交', card: 7 })
    expect(received).toEqual([
      {
        id: 'web:li:m1',
        channel: 'web',
        contact: 'li',
        at,
        reply: null,
        said: { type: 'text', text: '请假' },
      },
      {
        id: 'web:li:m2',
        channel: 'web',
        contact: 'li',
        at,
        reply: null,
        said: { type: 'tap', text: '提交', card: 7 },
      },
    ])
  })

  test('is one message when it is sent twice, also while the first is under way', async () => {
    const { channel, received } = await started()
    await Promise.all([
      channel.say('li', 'm1', { type: 'text', text: '请假' }),
      channel.say('li', 'm1', { type: 'text', text: '请假' }),
    ])
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    expect(received).toHaveLength(1)
    expect(channel.history('li')).toHaveLength(1)
  })

  test('is another message from another person, though its id is the same', async () => {
    const { channel, received } = await started()
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    await channel.say('wang', 'm1', { type: 'text', text: '请假' })
    expect(received).toHaveLength(2)
  })

  test('is not shown as said when it could not be kept, and can be said again', async () => {
    const channel = openWeb({ now: () => at })
    let broken = true
    await channel.start(async () => {
      if (broken) throw new Fault('DATABASE_BUSY')
    })
    const changes: Change[] = []
    channel.watch(change => changes.push(change))
    await expect(channel.say('li', 'm1', { type: 'text', text: '请假' })).rejects.toThrow(Fault)
    expect(channel.history('li')).toEqual([])
    expect(changes.map(c => c.type)).toEqual(['entry', 'gone'])
    broken = false
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    expect(channel.history('li').map(e => e.text)).toEqual(['请假'])
  })

  test('is refused before the road is open and after it is closed', async () => {
    const channel = openWeb({ now: () => at })
    await expect(channel.say('li', 'm1', { type: 'text', text: '请假' })).rejects.toThrow(Fault)
    await channel.start(async () => {})
    await channel.stop()
    await expect(channel.say('li', 'm2', { type: 'text', text: '请假' })).rejects.toThrow(Fault)
  })

  test('is gone from sight once it was taken back', async () => {
    const { channel, received } = await started()
    await channel.say('li', 'm1', { type: 'text', text: '下周三请假' })
    await channel.recall('li', 'web:li:m1')
    await channel.recall('li', 'web:li:m1')
    expect(received.map(e => e.said)).toEqual([
      { type: 'text', text: '下周三请假' },
      { type: 'recalled', id: 'web:li:m1' },
    ])
    expect(channel.history('li')).toMatchObject([{ text: '', recalled: true }])
  })

  test('can be taken back by nobody else, and neither can what the bot said', async () => {
    const { channel } = await started()
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    await channel.send(message('好'), to('li', 'turn/1'))
    await expect(channel.recall('wang', 'web:li:m1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(channel.recall('li', 'turn/1')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})

describe('what the bot says', () => {
  test('stands below what it answers, though it comes before that is durable', async () => {
    const channel = openWeb({ now: () => at })
    await channel.start(async () => {
      await channel.send(message('从哪天开始？'), to('li', 'turn/1'))
    })
    await channel.say('li', 'm1', { type: 'text', text: '请假' })
    expect(channel.history('li').map(e => e.text)).toEqual(['请假', '从哪天开始？'])
  })

  test('is one message when the outbox sends it twice', async () => {
    const { channel } = await started()
    expect(await channel.send(message('好'), to('li', 'turn/1'))).toEqual([{ state: 'sent' }])
    expect(await channel.send(message('好'), to('li', 'turn/1'))).toEqual([{ state: 'sent' }])
    expect(channel.history('li')).toHaveLength(1)
  })

  test('is kept for the last two hundred messages of each person', async () => {
    const { channel } = await started()
    for (let n = 0; n < 230; n++) await channel.send(message(String(n)), to('li', `turn/${n}`))
    await channel.send(message('x'), to('wang', 'turn/wang'))
    expect(channel.history('li')).toHaveLength(200)
    expect(channel.history('li').at(-1)?.text).toBe('229')
    expect(channel.history('wang')).toHaveLength(1)
  })

  test('counts as unread until it is seen', async () => {
    const { channel } = await started()
    await channel.send(message('一'), to('li', 'turn/1'))
    await channel.send(message('二'), to('li', 'turn/2'))
    await channel.say('wang', 'm1', { type: 'text', text: '请假' })
    expect(channel.unread()).toEqual({ li: 2, wang: 0 })
    channel.seen('li')
    expect(channel.unread()['li']).toBe(0)
    await channel.send(message('三'), to('li', 'turn/3'))
    expect(channel.unread()['li']).toBe(1)
  })

  test('is told to whoever watches, until he stops', async () => {
    const { channel } = await started()
    const heard: Change[] = []
    const undo = channel.watch(change => heard.push(change))
    await channel.send(message('一'), to('li', 'turn/1'))
    undo()
    await channel.send(message('二'), to('li', 'turn/2'))
    expect(heard.map(c => c.type)).toEqual(['entry', 'unread'])
  })
})

describe('files', () => {
  test('can be fetched by the road, also a second time', async () => {
    const { channel, received } = await started()
    const bytes = new Uint8Array([1, 2, 3])
    await channel.bring('li', 'm1', [{ name: '证明.pdf', kind: 'pdf', bytes }])
    const [event] = received
    const ref = event?.said.type === 'files' ? (event.said.files[0]?.ref ?? '') : ''
    expect(await channel.fetch(ref)).toEqual(bytes)
    expect(await channel.fetch(ref)).toEqual(bytes)
    expect(channel.history('li')).toMatchObject([{ files: [{ name: '证明.pdf', kind: 'pdf', bytes: 3 }] }])
  })

  test('that are not there are refused', async () => {
    const { channel } = await started()
    await expect(channel.fetch('nothing')).rejects.toMatchObject({ code: 'PLATFORM_REFUSED' })
  })
})
