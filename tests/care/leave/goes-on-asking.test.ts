import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

/** What was asked, and what is asked of something else with hardly a word, with a part of each answer. */
const ASKED: readonly (readonly (readonly [said: string, told: string])[])[] = [
  [
    ['婚假几天', '婚假13天'],
    ['陪产假呢', '护理假15天'],
    ['那产假呢', '产假98天'],
    ['他呢', '别人的情况我不能说'],
  ],
  [
    ['补休会过期吗', '补休不过期'],
    ['那年假呢', '年假一般当年休完'],
  ],
  [
    ['还剩几天年假', '年假还剩'],
    ['补休呢', '补休还剩'],
    ['产假呢', '产假98天'],
  ],
  [
    ['国庆怎么放', '国庆：10月1日（周四）到10月7日（周三）'],
    ['中秋呢', '中秋：9月25日（周五）到9月27日（周日）'],
    ['明年呢', '中秋：2027年的放假通知'],
  ],
]

describe('a question that goes on from the one before', () => {
  let talk: Talk
  beforeAll(async () => {
    talk = await openTalk({ at: '2026-06-22T09:00' })
  })
  afterAll(() => talk.close())

  test.each(ASKED.map(steps => ({ asked: steps[0]?.[0], steps })))('$asked', async ({ steps }) => {
    for (const [said, told] of steps) expect(await talk.say('chenyu', said)).toContain(told)
  })

  test('is a wish like any other once something else was begun', async () => {
    await talk.say('chenyu', '还剩几天年假')
    await talk.say('chenyu', '请年假')
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', '补休呢')
    expect(talk.last('chenyu')).toContain('从哪天开始')
    await talk.say('chenyu', '取消')
  })
})
