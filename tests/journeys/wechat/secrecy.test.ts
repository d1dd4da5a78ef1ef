import { afterEach, beforeEach, expect, test } from 'vitest'
import { call } from '../../support/call.ts'
import { foundInFolder, openMarkers } from '../../support/markers.ts'
import { type OnWeChat, openOnWeChat } from '../../support/wechat.ts'

// Words planted in what is said on WeChat stand nowhere in plain: no file, no log, no chat of somebody else.

let on: OnWeChat
beforeEach(async () => {
  on = await openOnWeChat({ open: true })
  on.account.login()
  await on.settled()
})
afterEach(() => on.close())

async function allow(topic: string) {
  const body = { topic, allowed: true, why: '党组会2026年第9次会议定的' }
  await call(on.talk, 'zhou', 'PUT', '/wechat/topics', { body })
}

/** Where the words stand: files, logs, and everything that was sent but on the writer’s own phone. */
function foundIn(markers: ReturnType<typeof openMarkers>, others: readonly (readonly string[])[]) {
  const { talk } = on
  return {
    files: [...foundInFolder(markers, talk.folder), ...foundInFolder(markers, on.folder)],
    logs: markers.in(JSON.stringify([talk.logged, talk.program.counts, on.logged])),
    chats: markers.in(JSON.stringify([talk.sent, ...others])),
  }
}

const NOWHERE = { files: [], logs: [], chats: [] }

test('心里话 on WeChat: where it is off nothing of it is kept or repeated, however it is gone on with', async () => {
  const markers = openMarkers()
  const friend = await on.bound('chenyu')
  const handler = await on.bound('chenjing')
  const said = (name: string) => `最近压力太大了，${markers.plant(name)}，心里憋得慌`
  await on.say(friend, '我想说说心里话')
  for (const name of ['first', 'second', 'third']) await on.say(friend, said(name))
  await on.say(friend, '说完了')
  await on.say(friend, '再说一遍')
  friend.send(
    Buffer.from(`\u00ff\u00d8\u00ff${markers.plant('picture')}`),
    `${markers.plant('its name')}.jpg`,
  )
  await on.settled()
  for (let hours = 0; hours < 48; hours += 12) await on.talk.pass(12 * 3_600_000)
  await on.settled()
  expect(foundIn(markers, [handler.got])).toEqual(NOWHERE)
  expect(markers.in(friend.got.join('\n'))).toEqual([])
  const pieces = await on.talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))
  expect(pieces).toEqual([])
})

test('心里话 on WeChat: where it is on it is sealed, and read by its readers and nobody else', async () => {
  const markers = openMarkers()
  const friend = await on.bound('chenyu')
  const handler = await on.bound('chenjing')
  await allow('confidential')
  await on.say(friend, '我想说说心里话')
  await on.say(friend, `最近压力太大了，${markers.plant('story')}`)
  await on.say(friend, markers.plant('the rest'))
  const begun = foundIn(markers, [handler.got])
  for (const text of ['说完了', '实名', '其他', '希望回复', '都可以看']) await on.say(friend, text)
  const [done = ''] = await on.say(friend, '交上去')
  expect(done).toMatch(/编号XS-/)
  await on.restart()
  expect([begun, foundIn(markers, [handler.got])]).toEqual([NOWHERE, NOWHERE])
  const pieces = await on.talk.program.storage.read(tx => tx.db.select().from(tx.t.piece))
  expect(pieces).toEqual([])
})

test('what a puppet throws may hold what people write: its name is all that is written down', async () => {
  const markers = openMarkers()
  const friend = await on.bound('chenyu')
  on.account.before = () => Promise.reject(new Error(markers.plant('error')))
  await on.say(friend, '我的年假还剩几天')
  on.account.puppet?.emit('error', { data: markers.plant('event'), gerror: markers.plant('gerror') })
  await on.settled()
  expect(on.logged.length).toBeGreaterThan(1)
  expect(foundIn(markers, [])).toEqual(NOWHERE)
})
