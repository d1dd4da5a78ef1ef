import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, NoRole } from '../../support/call.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

let talk: Talk
let no = ''
beforeEach(async () => {
  talk = await openTalk()
  await talk.say('chenyu', '离市报备')
  for (const answer of ['省外', '上海', '周六到周日', '不用']) await talk.say('chenyu', answer)
  no = /BB-[\d-]+/.exec(await talk.tap('chenyu', '报备'))?.[0] ?? ''
})
afterEach(() => talk.close())

const november = { query: { from: '2026-11-01', to: '2026-11-30' } }
const line = () => ({
  no,
  name: '陈小雨',
  unit: '样例街道办',
  from: '2026-11-28a',
  to: '2026-11-29p',
  status: 'reported',
  back: null,
})

test('HR and whoever is above see that it was reported; the place is for the supervisor alone', async () => {
  expect(await call(talk, 'chenjing', 'GET', '/away', november)).toEqual([line()])
  expect(await call(talk, 'wang', 'GET', '/away', november)).toEqual([line()])
  expect(await call(talk, 'sunli', 'GET', `/away/${no}`)).toEqual({
    ...line(),
    area: 'country',
    city: '上海',
  })
  for (const other of ['chenjing', 'wang'])
    expect(await call(talk, other, 'GET', `/away/${no}`)).toEqual({ ...line(), area: null, city: null })
})

test('whoever is not above him finds nothing, and others have no such page', async () => {
  expect(await call(talk, 'huang', 'GET', '/away', november)).toEqual([])
  await expect(call(talk, 'huang', 'GET', `/away/${no}`)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(call(talk, 'ligang', 'GET', '/away', november)).rejects.toThrow(NoRole)
})

test('not more than a year at once, and only days that exist', async () => {
  for (const query of [
    { from: '2026-01-01', to: '2027-06-01' },
    { from: '2026-02-30', to: '2026-03-01' },
    { from: '2026-03-01', to: '2026-02-01' },
  ])
    await expect(async () => call(talk, 'chenjing', 'GET', '/away', { query })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    })
})
