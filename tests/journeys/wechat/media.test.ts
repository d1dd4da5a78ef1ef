import { afterAll, beforeAll, expect, test } from 'vitest'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

let on: OnWeChat
beforeAll(async () => {
  on = await openOnWeChat()
  on.account.login()
  await on.settled()
})
afterAll(() => on.close())

const PICTURE = Buffer.from([0xff, 0xd8, 0xff, ...new Uint8Array(500)])

test('a picture becomes the paper that is asked for, with its bytes', async () => {
  const { talk } = on
  const friend = await on.bound('chenyu')
  await on.say(friend, '昨天加班4小时，写材料')
  const before = friend.got.length
  friend.send(PICTURE, 'a.jpg')
  await on.settled()
  await talk.pass(10)
  await on.settled(() => friend.got.length > before)
  const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment))
  expect(files.map(file => file.bytes)).toEqual([PICTURE.length])
})

test('a certificate is put off, and one that comes all the same is not kept', async () => {
  const { talk } = on
  const friend = await on.bound('sunli')
  const [asked = ''] = await on.say(friend, '下周一到周三请婚假，因为结婚')
  expect(asked).toContain('证明不在微信里收')
  friend.send(PICTURE, 'b.jpg')
  await on.settled()
  await talk.pass(10)
  await on.settled(() => friend.got.at(-1)?.includes('没有留') ?? false)
  expect(friend.got.at(-1)).toContain('钉钉')
  const files = await talk.program.storage.read(tx => tx.db.select().from(tx.t.attachment))
  expect(files).toHaveLength(1)
})

test('a voice message is asked for in words', async () => {
  const friend = await on.bound('wumin')
  const before = friend.got.length
  friend.send(PICTURE, 'a.sil')
  await on.settled(() => friend.got.length > before)
  expect(friend.got.slice(before)).toEqual([on.talk.program.library().patterns.unheard.say])
})

test('a room that names the bot again and again is answered once in ten minutes', async () => {
  const { account, talk } = on
  const friend = account.friend('wx-noisy')
  const heard: string[] = []
  const room = account.room([friend.id], text => heard.push(text))
  const answers = () => heard.filter(text => text.includes('头像')).length
  for (let i = 0; i < 5; i++) room.say(friend.id, `@bot 请假${i}`, true)
  await on.settled()
  expect(answers()).toBe(1)
  await talk.pass(10 * 60_000)
  room.say(friend.id, '@bot 请假', true)
  await on.settled()
  expect(answers()).toBe(2)
})

test('in a room whoever names the bot is pointed to the private chat, and nobody else is answered', async () => {
  const { account, talk } = on
  const friend = await on.bound('ligang')
  const heard: string[] = []
  const room = account.room([friend.id], text => heard.push(text))
  room.say(friend.id, '明天请假', false)
  room.say(friend.id, '@bot 明天请假', true)
  await on.settled(() => heard.length > 2)
  expect(heard.slice(2)).toEqual([talk.program.library().patterns.group.say])
})

test('who asks to be a friend is accepted, and what he writes with it is heard: his code binds', async () => {
  const { account, talk } = on
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await talk.say('zhaolei', '绑定微信'))?.[0] ?? ''
  const friend = account.friend('wx-zhaolei')
  account.asks(friend.id, code)
  await on.settled(() => friend.got.length > 0)
  expect(account.accepted).toEqual(['request-wx-zhaolei'])
  expect(friend.got[0]).toContain('绑好了，')
  const silent = account.friend('wx-silent')
  account.asks(silent.id, '')
  await on.settled(() => silent.got.length > 0)
  expect(silent.got).toEqual([talk.program.tools.text('wechat_how')])
})
