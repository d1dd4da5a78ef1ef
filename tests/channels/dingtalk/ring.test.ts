import { expect, test } from 'vitest'
import { fault } from '../../fakes/dingtalk/index.ts'
import { startBot } from './bot.ts'

test.each([
  ['app', 1],
  ['sms', 2],
  ['call', 3],
] as const)('the duty contact is rung up: %s', async (kind, type) => {
  const people = [{ userid: 'duty', mobile: '13800000000' }]
  const bot = await startBot({ fake: { people } })
  expect(await bot.channel.ring(['duty', 'nobody'], '有人需要你，请看钉钉', kind)).toEqual([
    { state: 'sent' },
    { state: 'never', code: 'DING_FAILED' },
  ])
  expect(bot.fake.inbox('duty')).toMatchObject([
    { via: 'ding', kind: `ding${type}`, text: '有人需要你，请看钉钉' },
  ])
})

test('more people than one call takes are several calls', async () => {
  const people = Array.from({ length: 45 }, (_, n) => ({ userid: `duty-${n}`, mobile: '13800000000' }))
  const bot = await startBot({ fake: { people } })
  const outcomes = await bot.channel.ring(
    people.map(one => one.userid),
    '请看钉钉',
    'sms',
  )
  expect(outcomes).toEqual(people.map(() => ({ state: 'sent' })))
  expect(bot.fake.calls.of('dingSend')).toBe(3)
})

test('where it cannot be had the outcome says so', async () => {
  const bot = await startBot()
  bot.fake.faults.order('dingSend', fault.unavailable())
  expect(await bot.channel.ring(['sample-01'], '请看钉钉', 'app')).toMatchObject([{ state: 'later' }])
  bot.fake.faults.order('dingSend', fault.api('ding.notOpened'))
  expect(await bot.channel.ring(['sample-01'], '请看钉钉', 'app')).toEqual([
    { state: 'never', code: 'ding.notOpened' },
  ])
})
