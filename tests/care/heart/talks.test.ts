import { afterEach, beforeEach, expect, test } from 'vitest'
import { leave } from '../../../src/care/people/departure.ts'
import { call } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

const HOUR = 3_600_000

async function handOver(who: string): Promise<void> {
  for (const text of [
    '心里话',
    '最近压力大',
    '说完了',
    '隐名',
    '工作压力',
    '希望当面谈',
    '都可以看',
    '交上去',
  ])
    await talk.say(who, text)
}

async function offer(who: string, when: string, place: string): Promise<string> {
  await talk.say(who, `留约谈时间，${when}`)
  return talk.say(who, place)
}

test('a time that a reader offers is booked by whoever handed something over, and both are reminded', async () => {
  await handOver('chenyu')
  expect(await offer('linyue', '后天下午三点', '302室')).toContain('记下了：11月25日（周三）15:00 302室')
  await talk.say('chenyu', '约谈')
  expect(await talk.tap('chenyu', '约')).toContain('约好了：11月25日（周三）15:00 林科员 302室')
  expect(talk.last('linyue')).toMatch(
    /^XS-20261123-\d{4}约了11月25日（周三）15:00当面谈，地点302室，请准时到。$/,
  )
  await talk.pass(52 * HOUR)
  expect(talk.last('chenyu')).toContain('约谈快到了：11月25日（周三）15:00 林科员 302室')
  expect(talk.last('linyue')).toMatch(/提醒一下：XS-20261123-\d{4}/)
})

test('nobody books a time twice, and a time called off is free again', async () => {
  await handOver('chenyu')
  await handOver('ligang')
  await offer('linyue', '后天下午三点', '302室')
  await talk.say('ligang', '约谈')
  await talk.say('chenyu', '约谈')
  await talk.tap('chenyu', '约')
  expect(await talk.tap('ligang', '约')).toContain('刚被约走了')
  await talk.say('ligang', '取消')
  expect(await talk.say('chenyu', '约谈')).toContain('你约了11月25日')
  await talk.say('chenyu', '取消约谈')
  expect(await talk.tap('chenyu', '取消它')).toContain('取消了')
  expect(talk.last('linyue')).toContain('取消了，这个时间又空出来了')
  expect(await talk.say('ligang', '约谈')).toContain('约11月25日（周三）15:00 林科员 302室，当面谈')
})

test('times of somebody whom the person left out are not his to see', async () => {
  for (const text of ['心里话', '最近压力大', '说完了', '隐名', '工作压力', '希望当面谈', '林科员', '交上去'])
    await talk.say('chenyu', text)
  await offer('linyue', '后天下午三点', '302室')
  expect(await talk.say('chenyu', '约谈')).toContain('还没有留出时间')
})

test('only who reads cases offers times; what is booked names nobody', async () => {
  expect(await talk.say('wang', '留约谈时间')).not.toContain('哪一天')
  await handOver('chenyu')
  await offer('linyue', '后天下午三点', '302室')
  await talk.say('chenyu', '约谈')
  await talk.tap('chenyu', '约')
  const { storage, directory } = talk.program
  const rows = await storage.read(tx => tx.db.select().from(tx.t.talkTime))
  const chen = await storage.read(tx => directory.byUserid(tx, 'sample-chenyu'))
  expect(JSON.stringify(rows)).not.toContain(chen?.id)
  expect(rows[0]?.caseId).not.toBeNull()
})

test('when who offered a time leaves, whoever booked it hears so, and nobody can book another of his', async () => {
  await handOver('chenyu')
  await handOver('ligang')
  await offer('linyue', '后天下午三点', '302室')
  await talk.say('chenyu', '约谈')
  await talk.tap('chenyu', '约')
  await offer('linyue', '后天下午四点', '302室')
  const { storage, directory } = talk.program
  const gone = await storage.read(tx => directory.byUserid(tx, 'sample-linyue'))
  await storage.transaction(tx => leave(tx, gone?.id ?? '', { actor: 'cli', now: talk.now() }))
  await directory.refresh()
  await talk.pass(0)
  expect(talk.last('chenyu')).toContain('11月25日（周三）15:00')
  expect(talk.last('chenyu')).toContain('取消了')
  expect(await storage.read(tx => tx.db.select().from(tx.t.talkTime))).toEqual([])
  expect(await talk.say('ligang', '约谈')).toContain('还没有留出时间')
  await talk.pass(52 * HOUR)
  expect(talk.sent.filter(s => s.message.text.includes('约谈快到了'))).toEqual([])
})

const times = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.talkTime))

test('the place is sealed, also one that an older version left in plain; both sides read it', async () => {
  await handOver('chenyu')
  await offer('linyue', '后天下午三点', '302室')
  const [row] = await times()
  expect(Buffer.from(JSON.stringify(row)).toString()).not.toContain('302')
  expect(Buffer.from(row?.placeSealed ?? []).toString('utf8')).not.toContain('302')
  const { storage } = talk.program
  await storage.transaction(tx => tx.db.update(tx.t.talkTime).set({ place: '旧楼408', placeSealed: null }))
  expect(await talk.say('chenyu', '约谈')).toContain('旧楼408')
  await talk.pass(25 * HOUR)
  const [sealed] = await times()
  expect([sealed?.place, sealed?.placeSealed?.length]).toEqual(['', expect.any(Number)])
  await talk.say('chenyu', '约谈')
  await talk.tap('chenyu', '约')
  expect(talk.last('linyue')).toContain('旧楼408')
  expect(await call<{ place: string }[]>(talk, 'linyue', 'GET', '/talk-times')).toMatchObject([
    { place: '旧楼408' },
  ])
})

test('a talk that is over for a day is forgotten', async () => {
  await handOver('chenyu')
  await offer('linyue', '后天下午三点', '302室')
  await talk.say('chenyu', '约谈')
  await talk.tap('chenyu', '约')
  await talk.pass(60 * HOUR)
  expect(await times()).toHaveLength(1)
  await talk.pass(48 * HOUR)
  expect(await times()).toEqual([])
})
