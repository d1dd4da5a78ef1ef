import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wechatRoutes } from '../../../src/care/wechat/routes.ts'
import { call, NoRole } from '../../support/call.ts'
import { BARE_PNG } from '../../support/pictures.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeAll(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterAll(() => on.close())

const OFF = '这件事不在微信上谈'
const PERSONAL = '先说一句：微信是个人平台'
const HOUR = 3_600_000

async function allow(topic: string, allowed = true) {
  const body = { topic, allowed, why: '党组会2026年第9次会议定的' }
  await call(on.talk, 'zhou', 'PUT', '/wechat/topics', { body })
}

test('what is sensitive is not begun on WeChat while nobody has decided on it, and the way on is told', async () => {
  const friend = await on.bound('chenyu')
  const wishes = [
    '我想说说心里话',
    '困难申请',
    '体检',
    '找人',
    '我的数据',
    '补证明',
    '补充说明',
    '看回信',
    '领导当着全科的面骂我没用',
  ]
  for (const text of wishes) {
    const [answer = ''] = await on.say(friend, text)
    expect(answer, text).toContain(OFF)
    expect(answer, text).toContain('钉钉')
  }
  expect((await on.say(friend, '你能办什么'))[0]).not.toMatch(/心里话|困难|体检/)
})

test('what was begun at work is out of sight on WeChat, waits meanwhile, and is gone on with at work', async () => {
  const { talk } = on
  const friend = await on.bound('ligang')
  await talk.say('ligang', '我想说说心里话')
  await talk.say('ligang', '最近压力很大')
  const answers = [
    ...(await on.say(friend, '再说一遍')),
    ...(await on.say(friend, '我的年假还剩几天')),
    ...(await on.say(friend, '说完了')),
  ]
  expect(answers.join('\n')).not.toMatch(/心里话|压力|说完了/)
  expect(answers[1]).toContain('年假')
  expect(await talk.say('ligang', '说完了')).toContain('实名')
})

test('danger to life gets the safe reply on WeChat at once, in the middle of anything', async () => {
  const { talk } = on
  const friend = await on.bound('zhaolei')
  await talk.say('zhaolei', '我想说说心里话')
  const [reply = ''] = await on.say(friend, '我不想活了，今晚就走')
  expect(reply).toContain('120')
  expect(reply).not.toContain(OFF)
  // The duty contact is called at work, whatever he used last.
  expect(talk.last('xuan')).toContain('赵磊')
})

test('a call to the duty contact, a push to a handler, and what is told of one’s health never go to WeChat', async () => {
  const { talk } = on
  const xuan = await on.bound('xuan')
  const handler = await on.bound('chenjing')
  const before = [xuan.got.length, handler.got.length]
  await talk.say('qianjun', '真的不想活了')
  await talk.say('zhangwei2', '找人')
  await talk.say('zhangwei2', '工资条看不懂')
  await on.settled()
  expect([xuan.got.length, handler.got.length]).toEqual(before)
  expect(talk.last('xuan')).toContain('钱军')
})

test('a form about health that is left unfinished is brought up at work, though the last word was on WeChat', async () => {
  const { talk } = on
  const friend = await on.bound('wumin')
  await talk.say('wumin', '困难申请')
  await talk.say('wumin', '自己')
  await on.say(friend, '你好')
  const before = friend.got.length
  for (let hours = 0; hours < 72; hours += 6) await talk.pass(6 * HOUR)
  await on.settled()
  expect(friend.got.slice(before)).toEqual([])
  expect(talk.last('wumin')).toMatch(/困难/)
})

test('once decided it is begun, with what a personal platform means before the first word; and taken back it is off', async () => {
  const friend = await on.bound('malin')
  await allow('confidential')
  const [opening = ''] = await on.say(friend, '我想说说心里话')
  expect(opening.indexOf(PERSONAL)).toBe(0)
  expect(opening).toContain('想说什么都行')
  const [next = ''] = await on.say(friend, '最近压力很大')
  expect(next).not.toContain(PERSONAL)
  await allow('confidential', false)
  const [after = ''] = await on.say(friend, '再说一遍')
  expect(after).not.toContain('压力')
})

test('what was begun at work and may be spoken of says so when it is gone on with on WeChat, once', async () => {
  const { talk } = on
  const friend = await on.bound('liufang')
  await allow('confidential')
  await talk.say('liufang', '我想说说心里话')
  const [first = ''] = await on.say(friend, '最近压力很大')
  expect(first.indexOf(PERSONAL)).toBe(0)
  const [second = ''] = await on.say(friend, '天天加班')
  expect(second).not.toContain(PERSONAL)
  await allow('confidential', false)
})

test('a file amid 心里话 is taken only where everything may be spoken of: nobody knows what it shows', async () => {
  const { talk } = on
  const friend = await on.bound('qianjun')
  const send = async (heard: RegExp) => {
    const before = friend.got.length
    friend.send(BARE_PNG(), 'a.png')
    await on.settled()
    await talk.pass(10)
    // What was said hours ago by the clock of the test is asked about as well.
    await on.settled(() => friend.got.slice(before).some(text => heard.test(text)))
    expect(friend.got.slice(before).filter(text => heard.test(text))).toHaveLength(1)
    return (await talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment))).length
  }
  await allow('confidential')
  await on.say(friend, '我想说说心里话')
  await on.say(friend, '最近压力很大')
  expect(await send(/不在微信里收.*请到钉钉里发给我/u)).toBe(0)
  for (const topic of ['health', 'money']) await allow(topic)
  expect(await send(/收到1份/u)).toBe(1)
  await on.say(friend, '取消')
  for (const topic of ['confidential', 'health', 'money']) await allow(topic, false)
})

test('who decided it, when and why is kept; nobody but an administrator decides', async () => {
  const { talk } = on
  await allow('health')
  const { decisions, allowed } = await call<{ decisions: object[]; allowed: string[] }>(
    talk,
    'zhou',
    'GET',
    '/wechat',
  )
  expect(allowed).toEqual(['health'])
  expect(decisions.slice(0, 1)).toEqual([
    {
      topic: 'health',
      allowed: true,
      why: '党组会2026年第9次会议定的',
      author: expect.any(String),
      at: talk.now(),
    },
  ])
  const audit = await talk.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(
    audit
      .filter(line => line.action === 'wechat.allowed')
      .map(line => line.about)
      .at(-1),
  ).toBe('health')
  const body = { topic: 'money', allowed: true, why: '人事自己定的' }
  await expect(call(talk, 'chenjing', 'PUT', '/wechat/topics', { body })).rejects.toThrow(NoRole)
  expect(talk.program.directory.off('wechat')).toContain('money')
  const decision = wechatRoutes.find(({ path }) => path === '/wechat/topics')?.body ?? Type.Never()
  const taken = ['', '可以', '党组会2026年第9次会议定的'].map(why => Value.Check(decision, { ...body, why }))
  expect(taken).toEqual([false, false, true])
})

test('a number for choices that stand no more says so, and the word in any writing of a number counts', async () => {
  const friend = await on.bound('zhangwei1')
  await on.say(friend, '下周三请一天年假，事由是带孩子看病')
  const [done = ''] = await on.say(friend, '第一个')
  expect(done).toContain('交上去了')
  const [stale = ''] = await on.say(friend, '２')
  expect(stale).toBe(on.talk.program.library().patterns.stale_idle.say)
})
