import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type HotlineFile, withHours } from '../../../src/care/safety/hotline.ts'
import { writeSetting } from '../../../src/runtime/settings.ts'
import { shippedFiles } from '../../dialogues/harness/library.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const file = parse(shippedFiles().get('policy/hotlines.yaml') ?? '') as HotlineFile
const said = (hours: string | null, time: string) => withHours('有事打12356，或者12356。', file, hours, time)

describe('beside the number stands when it answers', () => {
  test.each([
    ['24h', '03:00', '有事打12356（24小时），或者12356。'],
    ['08:00-24:00', '09:00', '有事打12356（每天8:00到24:00），或者12356。'],
    ['08:00-24:00', '03:00', '有事打12356（现在没开，8:00起有人接），或者12356。'],
    ['08:00-02:00', '01:30', '有事打12356（每天8:00到次日2:00），或者12356。'],
    ['08:00-02:00', '02:00', '有事打12356（现在没开，8:00起有人接），或者12356。'],
    [null, '09:00', '有事打12356，或者12356。'],
    [null, '03:00', '有事打12356（有的地方夜里没人接），或者12356。'],
  ])('set to %s, at %s', (hours, time, words) => {
    expect(said(hours, time)).toBe(words)
  })

  test('and nowhere else', () => {
    expect(withHours('手机13812356000，打12356（8点）。', file, '24h', '09:00')).toBe(
      '手机13812356000，打12356（8点）。',
    )
  })
})

describe('in the chat', () => {
  let talk: Talk
  beforeEach(async () => {
    talk = await openTalk({ open: true, at: '2026-11-23T02:00' })
  })
  afterEach(() => talk.close())
  const set = (key: string, value: string) =>
    talk.program.storage.transaction(tx => writeSetting(tx, key, value, null, talk.now()))

  test('at two in the morning nobody is sent to a closed line', async () => {
    await set('hotline:*', '08:00-24:00')
    await talk.say('chenyu', '活着没意思')
    expect(talk.sent.map(s => s.message.text).join()).toContain('12356（现在没开，8:00起有人接）')
  })

  test('the hours of one’s own unit go before everybody’s', async () => {
    await set('hotline:*', '08:00-24:00')
    await set('hotline:样例街道办', '24h')
    await talk.say('chenyu', '活着没意思')
    expect(talk.sent.map(s => s.message.text).join()).toContain('12356（24小时）')
  })
})
