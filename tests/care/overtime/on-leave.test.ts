import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000

let talk: Talk
beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '11月25日到26日请事假，家里有事')
  await talk.say('chenyu', '提交')
  await talk.tap('sunli', '同意')
  await talk.pass(3 * DAY + 6 * 3_600_000)
})
afterEach(() => talk.close())

const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.overtime))

describe('a day of leave from which nobody has called the person back', () => {
  test('its hours are no overtime: a recall is what gives them back', async () => {
    await talk.say('chenyu', '昨天加班4小时，写材料')
    const said = await talk.say('chenyu', '提交')
    expect(said).toContain('11月25日（周三）你在休假（QJ-20261123-0001）')
    expect(said).toContain('召回')
    expect(await rows()).toEqual([])
    await talk.say('chenyu', '取消')
    await talk.say('chenyu', '昨天15点到20点加班，写材料')
    expect(await talk.say('chenyu', '提交')).toContain('你在休假')
    expect(await rows()).toEqual([])
  })

  test('its evening is, where from when to when is said', async () => {
    await talk.say('chenyu', '昨天18点到22点加班，写材料')
    expect(await talk.say('chenyu', '提交')).toContain('交上去了')
  })

  test('a supervisor’s list leaves the person out and says why', async () => {
    await talk.say('sunli', '昨天防台，陈小雨李刚加班4小时')
    expect(talk.last('sunli')).toContain('陈小雨这天在休假，没有列进来')
    await talk.say('sunli', '提交')
    expect(await rows()).toHaveLength(1)
  })

  test('once called back, the day is no overtime at all', async () => {
    await talk.say('sunli', '召回陈小雨，昨天那天')
    await talk.say('sunli', '确认')
    await talk.say('chenyu', '昨天加班4小时，写材料')
    expect(await talk.say('chenyu', '提交')).toMatch(/召回上班|你在休假/)
    expect(await rows()).toEqual([])
  })
})
