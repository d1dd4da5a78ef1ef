import { expect, test } from 'vitest'
import { fault } from '../../fakes/dingtalk/index.ts'
import { startBot, to, words } from './bot.ts'

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

test('what is urgent rings besides being written, once however often it is tried', async () => {
  const bot = await startBot({ fake: { people: [{ userid: 'duty', mobile: '13800000000' }] } })
  const message = { ...words('请马上联系他'), ring: '有人急需你联系' }
  expect(await bot.channel.send(message, [to('duty')])).toEqual([{ state: 'sent' }])
  await bot.channel.send(message, [to('duty')])
  const rings = bot.fake.inbox('duty').filter(one => one.via === 'ding')
  expect(rings).toMatchObject([{ kind: 'ding3', text: '有人急需你联系' }])
  expect(bot.fake.inbox('duty').filter(one => one.text === '请马上联系他')).toHaveLength(2)
})

test('where nobody can be rung up, the message is written all the same', async () => {
  const bot = await startBot({ fake: { people: [{ userid: 'duty' }] } })
  bot.fake.faults.order('dingSend', fault.api('ding.notOpened'))
  bot.fake.faults.order('dingSend', fault.unavailable())
  expect(await bot.channel.send({ ...words('请马上联系他'), ring: '看钉钉' }, [to('duty')])).toEqual([
    { state: 'sent' },
  ])
})

test('what is not urgent rings nobody', async () => {
  const bot = await startBot()
  await bot.channel.send(words('早上好'), [to('sample-01')])
  expect(bot.fake.calls.of('dingSend')).toBe(0)
})
