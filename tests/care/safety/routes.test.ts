import { afterEach, beforeEach, expect, test } from 'vitest'
import { concernRoutes } from '../../../src/care/safety/routes.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
beforeEach(async () => {
  talk = await openTalk({ open: true })
})
afterEach(() => talk.close())

/** Somebody calls a route; what it gives back. */
async function call(who: string, method: 'GET' | 'POST', id = ''): Promise<unknown> {
  const { storage, tools, road, directory } = talk.program
  const actor = await storage.read(tx => directory.byUserid(tx, `sample-${who}`))
  const route = concernRoutes.find(r => r.method === method)
  if (!actor || !route) throw new Error('missing')
  const services = { storage, tools, road }
  return route.handle({
    actor,
    params: { id },
    query: {},
    body: {},
    now: talk.now(),
    today: '2026-11-23',
    services,
  })
}

const idOf = async (who: string) => {
  const { storage, directory } = talk.program
  return (await storage.read(tx => directory.byUserid(tx, `sample-${who}`)))?.id ?? ''
}

test('the one who was called sees who it is, and never a word of what was said', async () => {
  await talk.say('chenyu', '真的不想活了')
  const seen = await call('xuan', 'GET')
  expect(seen).toMatchObject([{ name: '陈小雨', mobile: '13800000013', contact: '许科长', told: talk.now() }])
  expect(JSON.stringify(seen)).not.toContain('不想活')
})

test('others see nobody, and close nothing', async () => {
  await talk.say('chenyu', '真的不想活了')
  for (const who of ['linyue', 'zhou', 'chenyu']) {
    expect(await call(who, 'GET')).toEqual([])
    await expect(call(who, 'POST', await idOf('chenyu'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
})

test('whoever is on duty and named in the words sees it no sooner than he is called, last of all', async () => {
  await talk.say('chenyu', '许安一直逼我，我真的不想活了')
  const called = () => talk.sent.filter(s => s.message.text.startsWith('请马上联系')).map(s => s.to)
  expect(called()).toEqual(['sample-chenjing'])
  expect(await call('xuan', 'GET')).toEqual([])
  await expect(call('xuan', 'POST', await idOf('chenyu'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
  for (let minute = 0; minute < 12; minute++) await talk.pass(60_000)
  expect(called()).toEqual(['sample-chenjing', 'sample-linyue', 'sample-xuan'])
  expect(await call('xuan', 'GET')).toMatchObject([{ name: '陈小雨' }])
})

test('whoever stands in sees it where nobody could be reached', async () => {
  talk.outcomes = (message, to) =>
    to.map(() =>
      message.text.startsWith('请马上联系') ? { state: 'never', code: 'INVALID_STAFF' } : { state: 'sent' },
    )
  await talk.say('chenyu', '真的不想活了')
  expect(await call('linyue', 'GET')).toMatchObject([{ name: '陈小雨', told: null, contact: null }])
})

test('closed by a human it is over; the next word of despair calls anew', async () => {
  await talk.say('chenyu', '真的不想活了')
  await call('xuan', 'POST', await idOf('chenyu'))
  expect(await call('xuan', 'GET')).toEqual([])
  await talk.say('chenyu', '真的不想活了')
  expect(talk.sent.filter(s => s.to === 'sample-xuan')).toHaveLength(2)
  expect(await call('xuan', 'GET')).toHaveLength(1)
})

test('the duty contact who is in danger himself does not close his own', async () => {
  await talk.say('xuan', '真的不想活了')
  expect(await call('xuan', 'GET')).toEqual([])
  await expect(call('xuan', 'POST', await idOf('xuan'))).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
