import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { mayAnswer, mayRead } from '../../../src/care/help/rules.ts'
import { writeSetting } from '../../../src/runtime/settings.ts'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const NO = 'RG-20261123-0001'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

const post = (does: string, who = 'chenjing', body: unknown = undefined) =>
  call(talk, who, 'POST', `/help/${NO}/${does}`, { body })
const see = (who = 'chenjing') =>
  call<{ status: string; messages: { from: string; text: string }[] }>(talk, who, 'GET', `/help/${NO}`)
const pushes = () => talk.sent.filter(s => s.to === 'sample-chenjing').map(s => s.message.text)

/** A second colleague who could take it. */
async function secondColleague(): Promise<void> {
  await talk.program.storage.transaction(async tx => {
    const [row] = await tx.db.select().from(tx.t.person).limit(1)
    if (row)
      await tx.db.insert(tx.t.person).values({
        ...row,
        id: 'second',
        userid: 'sample-second',
        name: '丁二',
        post: '干事',
        sort: 99,
        roles: ['hr'],
      })
  })
  await talk.program.directory.refresh()
}

describe('asking for a human', () => {
  test('one question, then a number; the colleague gets the number and nothing else', async () => {
    expect(await talk.say('chenyu', '转人工')).toContain('是什么事？')
    expect(await talk.say('chenyu', '我要销假，标记词丙')).toBe(
      `已经转给陈主任，编号${NO}，上班时间会在这里回你。他接上以后，你写的他都看得到。`,
    )
    expect(pushes()).toEqual([`有人找人帮忙，编号${NO}，去控制台“找人”里接。`])
    expect(await see()).toMatchObject({
      person: '陈小雨',
      status: 'open',
      messages: [{ from: 'person', text: '我要销假，标记词丙' }],
    })
  })

  test('a report of misconduct goes to nobody, neither as the question nor in the talk', async () => {
    await talk.say('chenyu', '找人')
    expect(await talk.say('chenyu', '我们主任收了开发商的红包，还虚报冒领公款')).toContain('12388')
    expect(pushes()).toEqual([])
    await talk.say('chenyu', '找人')
    await talk.tap('chenyu', '直接找人')
    await post('take')
    expect(await talk.say('chenyu', '王主任收了开发商的红包，还虚报冒领公款')).toContain('没转给任何人')
    expect((await see()).messages).toEqual([])
  })

  test('without a word about it, by a tap', async () => {
    await talk.say('chenyu', '找人')
    expect(await talk.tap('chenyu', '直接找人')).toContain(NO)
    expect((await see()).messages).toEqual([])
  })

  test('twice is one request', async () => {
    for (const _ of [1, 2]) {
      await talk.say('chenyu', '找人')
      await talk.tap('chenyu', '直接找人')
    }
    expect(talk.last('chenyu')).toContain(NO)
    expect(pushes()).toHaveLength(1)
  })

  test('that nobody takes is brought up again each workday morning', async () => {
    await talk.say('chenyu', '找人')
    await talk.tap('chenyu', '直接找人')
    for (let i = 0; i < 7; i++) await talk.pass(86_400_000)
    expect(pushes().filter(t => t.includes('还没有人接'))).toHaveLength(5)
    await post('take')
    await talk.pass(86_400_000)
    expect(pushes().filter(t => t.includes('还没有人接'))).toHaveLength(5)
  })

  test('where nobody could answer it is said, and nothing is kept', async () => {
    await talk.program.storage.transaction(tx => tx.db.update(tx.t.person).set({ roles: [] }))
    await talk.program.directory.refresh()
    await talk.say('chenyu', '找人')
    expect(await talk.tap('chenyu', '直接找人')).toContain('请直接联系单位人事')
    const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.helpRequest))
    expect(rows).toEqual([])
  })
})

describe('a colleague takes it', () => {
  beforeEach(async () => {
    await talk.say('chenyu', '请假')
    await talk.say('chenyu', '事假')
    await talk.say('chenyu', '找人')
    await talk.tap('chenyu', '直接找人')
  })

  test('the bot falls silent, what is written goes to him, and his answer comes back signed', async () => {
    await post('take')
    expect(talk.last('chenyu')).toContain('同事来了')
    const before = talk.sent.length
    await talk.say('chenyu', '在吗')
    await talk.say('chenyu', '我的假条丢了')
    const since = talk.sent.slice(before)
    expect(since.map(s => [s.to, s.message.text])).toEqual([
      ['sample-chenjing', `${NO}有新的话，去控制台“找人”里看。`],
    ])
    expect((await see()).messages.map(m => m.text)).toEqual(['在吗', '我的假条丢了'])
    await post('reply', 'chenjing', { text: '我来帮你补一张。' })
    expect(talk.last('chenyu')).toBe('陈主任：我来帮你补一张。')
    await talk.say('chenyu', '谢谢')
    expect(pushes().filter(t => t.includes('有新的话'))).toHaveLength(2)
  })

  test('unsigned where the setting says so', async () => {
    await talk.program.storage.transaction(tx => writeSetting(tx, 'help.signature', 'none', null, 0))
    await post('take')
    await post('reply', 'chenjing', { text: '你好。' })
    expect(talk.last('chenyu')).toBe('你好。')
  })

  test('and gives it back: the bot goes on where it was', async () => {
    await post('take')
    await post('close')
    expect(talk.last('chenyu')).toContain('同事那边结束了，我接着帮你。')
    expect(talk.last('chenyu')).toContain('从哪天开始')
    expect(await talk.say('chenyu', '后天')).toContain('到哪天结束')
    await expect(post('reply', 'chenjing', { text: '还有' })).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('the person can end it with “结束”', async () => {
    await post('take')
    expect(await talk.say('chenyu', '结束')).toContain('我接着帮你')
    expect((await see()).status).toBe('closed')
    expect(await talk.say('chenyu', '后天')).toContain('到哪天结束')
  })

  test('taking it twice is taking it once; a second colleague comes too late and sees nothing', async () => {
    await secondColleague()
    await post('take')
    const before = talk.sent.length
    await post('take')
    expect(talk.sent).toHaveLength(before)
    await expect(post('take', 'second')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await call(talk, 'second', 'GET', '/help')).toMatchObject([{ mine: false, handler: '陈静' }])
    await expect(see('second')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(post('reply', 'second', { text: '我来' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('nothing is said before it was taken', async () => {
    await expect(post('reply', 'chenjing', { text: '你好' })).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(post('close')).rejects.toMatchObject({ code: 'CONFLICT' })
  })

  test('who is not HR has no such page', async () => {
    await expect(call(talk, 'sunli', 'GET', '/help')).rejects.toBeInstanceOf(NoRole)
    expect(await call(talk, 'chenjing', 'GET', '/help')).toMatchObject([
      { no: NO, status: 'open', mine: false },
    ])
  })

  test('the take is told even when the program stopped right after it was written', async () => {
    const { storage, road } = talk.program
    const soon = road.timers.soon
    Object.assign(road.timers, { soon: async () => {} })
    await post('take')
    Object.assign(road.timers, { soon })
    expect(talk.last('chenyu')).not.toContain('同事来了')
    await storage.transaction(tx => road.timers.soon(tx, 'help.switch', `${NO} takes`))
    await talk.settled()
    expect(talk.last('chenyu')).toContain('同事来了')
  })
})

describe('who may', () => {
  const request = (status: string, handler: string | null) => ({ status, handler })
  test.each([
    ['open, anybody of HR', request('open', null), 'a', true, false],
    ['taken by me', request('taken', 'a'), 'a', true, true],
    ['taken by somebody else', request('taken', 'b'), 'a', false, false],
    ['closed by me', request('closed', 'a'), 'a', true, false],
    ['closed, never taken', request('closed', null), 'a', false, false],
  ])('%s', (_, found, actor, read, answer) => {
    expect(mayRead(found, actor)).toBe(read)
    expect(mayAnswer(found, actor)).toBe(answer)
  })
})

test('what is said is sealed: nowhere in plain text', async () => {
  await talk.say('chenyu', '找人')
  await talk.say('chenyu', '标记词丁')
  await post('take')
  await talk.say('chenyu', '标记词戊')
  await post('reply', 'chenjing', { text: '标记词己' })
  for (const file of readdirSync(talk.program.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const bytes = readFileSync(join(file.parentPath, file.name))
    for (const marker of ['标记词丁', '标记词戊', '标记词己'])
      expect(bytes.includes(Buffer.from(marker))).toBe(false)
  }
  expect(JSON.stringify(talk.logged)).not.toContain('标记词')
})
