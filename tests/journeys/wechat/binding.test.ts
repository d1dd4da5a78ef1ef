import { afterAll, beforeAll, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { openDirectory } from '../../../src/care/people/directory.ts'
import { call } from '../../support/call.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeAll(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterAll(() => on.close())

const codeIn = (text: string) => /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? ''
const MINUTE = 60_000

test('whoever is nobody’s contact hears how to bind, the same whatever is said, and after a while nothing', async () => {
  const stranger = on.account.friend('wx-stranger-0')
  const said = ['你好', '请假', '陈小雨在吗', 'AAAA-BBBB-CCC2', '解绑微信', '绑定微信']
  const answers = []
  for (const text of said) answers.push(...(await on.say(stranger, text)))
  expect(answers).toHaveLength(said.length)
  expect(new Set(answers)).toEqual(new Set([on.talk.program.tools.text('wechat_how')]))
  expect(await on.say(stranger, '在吗')).toEqual([])
  await on.talk.pass(61 * MINUTE)
  expect(await on.say(stranger, '在吗')).toHaveLength(1)
})

test('who has asked too often is still bound by the right code; only so many wrong ones are looked at', async () => {
  const { talk, account } = on
  const code = codeIn(await talk.say('ouyang', '绑定微信'))
  const hurried = account.friend('wx-hurried')
  for (let i = 0; i < 7; i++) await on.say(hurried, '码呢')
  expect((await on.say(hurried, code)).join()).toContain('绑好了')

  const guessed = codeIn(await talk.say('zhangwei2', '绑定微信'))
  const guesser = account.friend('wx-guesser')
  for (let i = 0; i < 20; i++) guesser.say('AAAA-BBBB-CCC2')
  await on.settled()
  expect(await on.say(guesser, guessed)).toEqual([])
  await talk.pass(61 * MINUTE)
  const [done] = await on.say(guesser, codeIn(await talk.say('zhangwei2', '绑定微信')))
  expect(done).toContain('绑好了')
})

test('words of danger are answered at once, whoever writes them and however often he has written', async () => {
  const stranger = on.account.friend('wx-stranger-1')
  for (let i = 0; i < 7; i++) await on.say(stranger, '在吗')
  const [reply = ''] = await on.say(stranger, '我不想活了，今晚就走')
  expect(reply).toContain('12356')
  expect(reply).toContain('120')
})

test('a code binds once, for half an hour, however it is typed; the one before it binds no more', async () => {
  const { talk, account } = on
  const first = codeIn(await talk.say('chenyu', '绑定微信'))
  const second = codeIn(await talk.say('chenyu', '绑定微信'))
  const friend = account.friend('wx-chenyu')
  expect(await on.say(friend, first)).toEqual([talk.program.tools.text('wechat_how')])
  const [done] = await on.say(friend, `我的码是 ${second.toLowerCase().replaceAll('-', ' ')}`)
  expect(done).toContain('绑好了，')
  expect(talk.last('chenyu')).toContain('有一个微信号绑定了你')
  const other = account.friend('wx-other-2')
  expect(await on.say(other, second)).toEqual([talk.program.tools.text('wechat_how')])

  const late = codeIn(await talk.say('zhangwei1', '绑定微信'))
  await talk.pass(31 * MINUTE)
  expect(await on.say(other, late)).toEqual([talk.program.tools.text('wechat_how')])
  expect(await talk.say('chenyu', '绑定微信')).toContain('已经绑好了')
})

test('codes are kept as a hash, and only so many are given in an hour', async () => {
  const { talk } = on
  const codes = []
  for (let i = 0; i < 5; i++) codes.push(codeIn(await talk.say('zhaolei', '绑定微信')))
  expect(new Set(codes).size).toBe(5)
  expect(await talk.say('zhaolei', '绑定微信')).toContain('要的码太多了')
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.bindCode))
  expect(JSON.stringify(rows)).not.toContain(codes[4]?.replaceAll('-', ''))
})

test('HR gives a code and takes a binding back; the person learns of both at work', async () => {
  const { talk, account } = on
  const { code } = await call<{ code: string }>(talk, 'chenjing', 'POST', '/wechat/codes', {
    body: { userid: 'sample-wumin' },
  })
  const friend = account.friend('wx-wumin')
  await on.say(friend, code)
  const { bound } = await call<{ bound: { userid: string }[] }>(talk, 'chenjing', 'GET', '/wechat')
  expect(bound.at(-1)?.userid).toBe('sample-wumin')
  const unused = await call<{ code: string }>(talk, 'chenjing', 'POST', '/wechat/codes', {
    body: { userid: 'sample-wumin' },
  })
  await call(talk, 'chenjing', 'DELETE', '/wechat/bindings/sample-wumin')
  expect(await on.say(friend, unused.code)).toEqual([talk.program.tools.text('wechat_how')])
  expect(await on.say(friend, '请假')).toEqual([talk.program.tools.text('wechat_how')])
})

test('a second phone takes the place of the first, of which nothing is left, and every step stands in the audit log', async () => {
  const { talk, account } = on
  const { storage, directory, tools } = talk.program
  const first = await on.bound('heqing')
  const audited = async () =>
    (await storage.read(tx => tx.db.select().from(tx.t.audit))).filter(({ action }) =>
      action.startsWith('wechat.'),
    )
  const before = (await audited()).length
  const { code } = await call<{ code: string }>(talk, 'chenjing', 'POST', '/wechat/codes', {
    body: { userid: 'sample-heqing' },
  })
  const second = account.friend('wx-heqing-2')
  await on.say(second, code)
  expect(await on.say(first, '请假')).toEqual([tools.text('wechat_how')])
  await directory.refresh()
  expect(await on.say(first, '请假')).toEqual([tools.text('wechat_how')])
  expect(await on.say(second, '我的年假还剩几天')).not.toEqual([tools.text('wechat_how')])
  await call(talk, 'chenjing', 'DELETE', '/wechat/bindings/sample-heqing')
  const [person, hr] = await storage.read(async tx => [
    await directory.byUserid(tx, 'sample-heqing'),
    await directory.byUserid(tx, 'sample-chenjing'),
  ])
  expect((await audited()).slice(before).map(({ actor, action, about }) => [actor, action, about])).toEqual([
    [hr?.id, 'wechat.code', person?.id],
    [person?.id, 'wechat.bound', person?.id],
    [hr?.id, 'wechat.unbound', person?.id],
  ])
})

test('a second process learns who was bound, who is no more, and what was decided', async () => {
  const { talk } = on
  const other = openDirectory(talk.program.storage, 'dingtalk')
  await other.refresh()
  const owner = async (contact: string) => {
    await other.refreshIfChanged()
    const person = await talk.program.storage.read(tx => other.byContact(tx, 'wechat', contact))
    return person?.name
  }
  const friend = await on.bound('linyue')
  expect(await owner(friend.id)).toBe('林悦')
  await talk.say('linyue', '解绑微信')
  expect(await owner(friend.id)).toBeUndefined()
  for (const allowed of [true, false]) {
    const body = { topic: 'money', allowed, why: '党组会2026年第9次会议定的' }
    await call(talk, 'zhou', 'PUT', '/wechat/topics', { body })
    await other.refreshIfChanged()
    expect(other.off('wechat').has('money')).toBe(!allowed)
  }
})

test('who unbinds on WeChat is told there, and then is nobody there', async () => {
  const friend = await on.bound('malin')
  const [told] = await on.say(friend, '解绑微信')
  expect(told).toContain('微信解绑了')
  expect(await on.say(friend, '请假')).toEqual([on.talk.program.tools.text('wechat_how')])
})

test('who unbinds on DingTalk is nobody on WeChat from then on', async () => {
  const friend = await on.bound('qianjun')
  expect(await on.talk.say('qianjun', '解绑微信')).toContain('微信解绑了')
  expect(await on.say(friend, '请假')).toEqual([on.talk.program.tools.text('wechat_how')])
})

test('who unbinds and binds himself anew stays bound, and a code he was given since stays good', async () => {
  const { talk, account } = on
  const how = talk.program.tools.text('wechat_how')
  await on.bound('huang')
  await talk.say('huang', '解绑微信')
  const second = account.friend('wx-huang-2')
  await on.say(second, codeIn(await talk.say('huang', '绑定微信')))
  await talk.pass(2 * MINUTE)
  expect(await on.say(second, '我的年假还剩几天')).not.toEqual([how])

  await talk.say('huang', '解绑微信')
  const code = codeIn(await talk.say('huang', '绑定微信'))
  await talk.pass(2 * MINUTE)
  expect(await on.say(second, '我的年假还剩几天')).toEqual([how])
  expect(await on.say(account.friend('wx-huang-3'), code)).not.toEqual([how])
})

test('unbinding gives nobody more codes in the hour', async () => {
  const { talk } = on
  await on.bound('zhengli')
  await talk.say('zhengli', '解绑微信')
  for (let i = 0; i < 4; i++) expect(codeIn(await talk.say('zhengli', '绑定微信'))).not.toBe('')
  expect(await talk.say('zhengli', '绑定微信')).toContain('要的码太多了')
})

test('who leaves the roster has no contact any more', async () => {
  const { talk } = on
  const friend = await on.bound('liufang')
  const { code } = await call<{ code: string }>(talk, 'chenjing', 'POST', '/wechat/codes', {
    body: { userid: 'sample-liufang' },
  })
  const { storage, directory } = talk.program
  await storage.transaction(async tx => {
    const person = await directory.byUserid(tx, 'sample-liufang')
    await leave(tx, person?.id ?? '', { actor: 'cli', now: talk.now() })
  })
  await directory.refresh()
  expect(await on.say(friend, '请假')).toEqual([talk.program.tools.text('wechat_how')])
  expect(await on.say(friend, code)).toEqual([talk.program.tools.text('wechat_how')])
  const left = await storage.read(tx => tx.db.select().from(tx.t.binding))
  expect(left.map(one => one.contact)).not.toContain(friend.id)
})

test('a form begun on one channel is ended on the other, and answers go where the last word came from', async () => {
  const { talk } = on
  const friend = await on.bound('ligang')
  await talk.say('ligang', '我要请年假')
  const [asked] = await on.say(friend, '下周三一天')
  expect(asked).toContain('事由')
  const summary = await talk.say('ligang', '带孩子看病')
  expect(summary).toContain('12月2日')
  const [done] = await on.say(friend, '提交')
  expect(done).toContain('QJ-20261123-0001')
  // What becomes of it is told where he last spoke.
  await talk.say('sunli', '同意 QJ-20261123-0001')
  await on.settled(() => friend.got.at(-1)?.includes('批了') ?? false)
  expect(friend.got.at(-1)).toContain('批了')
})
