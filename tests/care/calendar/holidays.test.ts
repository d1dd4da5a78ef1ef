import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

/** Dates and make-up workdays: 国办发明电 of 4 November 2025 for 2026; for 2027 the law's own 13 days alone. */
const TOLD: readonly (readonly [said: string, told: readonly string[]])[] = [
  [
    '国庆怎么放',
    ['国庆：10月1日（周四）到10月7日（周三），放7天', '9月20日（周日）、10月10日（周六）要上班'],
  ],
  ['清明放几天', ['4月4日（周六）到4月6日（周一），放3天']],
  ['中秋放几天', ['中秋：9月25日（周五）到9月27日（周日），放3天。']],
  ['端午放几天', ['端午：6月19日（周五）到6月21日（周日），放3天。']],
  ['五一放几天', ['劳动节：5月1日（周五）到5月5日（周二），放5天。5月9日（周六）要上班。']],
  ['春节放几天', ['春节：2月15日（周日）到2月23日（周一），放9天。2月14日（周六）、2月28日（周六）要上班。']],
  ['2026年元旦放几天', ['元旦：1月1日（周四）到1月3日（周六），放3天。1月4日（周日）要上班。']],
  ['明年春节放几天假', ['2027年的放假通知', '还没发', '2月5日（周五）到2月8日（周一）']],
  ['2月14日上班吗，是不是补班', ['2月14日（周六）补班']],
  ['明天放假吗', ['1月21日（周三）上班']],
  // 放假办法 art. 3, 7: half a day for some; on a Sunday nothing is given for it.
  ['2027年3月8日上班吗', ['3月8日（周一）上班', '妇女放半天']],
  ['2027年5月4日放假吗', ['5月4日（周二）上班', '青年放半天']],
  ['3月8日上班吗', ['3月8日（周日）是休息日，不上班。']],
  ['放假安排', ['春节：2月15日（周日）到2月23日（周一），放9天', '清明', '劳动节']],
  ['明年的放假安排', ['还没发', '元旦1月1日（周五）', '国庆10月1日（周五）到10月3日（周日）']],
]

let talk: Talk
beforeAll(async () => {
  talk = await openTalk({ at: '2026-01-20T09:00' })
})
afterAll(() => talk.close())

test.each(TOLD)('%s', async (said, told) => {
  const answer = await talk.say('chenyu', said)
  for (const part of told) expect(answer).toContain(part)
})

test('a few days that reach into a year without a notice are told with that', async () => {
  const answer = await talk.say('chenyu', '今年12月30日到明年1月4日放假吗')
  expect(answer).toContain('12月30日（周三）上班')
  expect(answer).toContain('2027年的放假通知还没发')
})

test.each(['中秋放几天', '端午放几天', '清明放几天'])('no weekend is worked for it: %s', async said => {
  expect(await talk.say('chenyu', said)).not.toContain('要上班')
})
