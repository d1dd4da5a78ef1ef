import { afterEach, beforeEach, expect, test } from 'vitest'
import { importBalances } from '../../../src/care/people/import-balances.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
})
afterEach(() => talk.close())

async function ask(text: string): Promise<string> {
  await talk.say('chenyu', `${text}，因为家里有事`)
  return /QJ-[\d-]+/.exec(await talk.say('chenyu', '提交'))?.[0] ?? ''
}
async function lower(days: number, year = 2026): Promise<void> {
  const bytes = Buffer.from(`userid,year,annual,comp\nsample-chenyu,${year},${days},\n`)
  const about = { actor: 'cli', now: talk.now() } as const
  await importBalances(talk.program.storage, { name: 'b.csv', bytes }, about)
}
const statuses = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.leave))).map(({ status }) => status)

test('annual leave that HR has lowered meanwhile is not agreed to, and both learn of it', async () => {
  const no = await ask('12月1日到3日请年假')
  await lower(2)
  expect(await talk.tap('sunli', '同意')).toContain(`${no}批不了：陈小雨的假已经不够了`)
  expect(talk.last('chenyu')).toContain(`孙副主任想批${no}`)
  expect(await statuses()).toEqual(['pending'])
  expect(await talk.program.storage.read(tx => tx.db.select().from(tx.t.decision))).toEqual([])
})

test('among several it is named, and what there is enough for is agreed to', async () => {
  const long = await ask('12月1日到3日请年假')
  await ask('12月15日请一天年假')
  await lower(2)
  await talk.say('sunli', '待办')
  await talk.tap('sunli', '全部')
  expect(await talk.tap('sunli', '同意')).toContain(`${long}没批成：他的假不够了，也告诉他了。`)
  expect(await statuses()).toEqual(['pending', 'approved'])
})

test('over New Year each year has to have enough', async () => {
  const no = await ask('12月31日到2027年1月5日请年假')
  await lower(1, 2027)
  expect(await talk.tap('sunli', '同意')).toContain(`${no}批不了`)
  await lower(10, 2027)
  await talk.say('sunli', `同意 ${no}`)
  expect(await statuses()).toEqual(['approved'])
})
