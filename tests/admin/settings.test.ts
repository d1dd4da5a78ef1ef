import { desc } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
let admin: string
beforeEach(async () => {
  p = await openTestProgram()
  admin = await p.enter('sample-zhou')
})
afterEach(() => p.close())

interface Settings {
  known: { name: string; what: string }[]
  set: { key: string; value: unknown; author: string | null }[]
}
const all = async () => (await p.call<Settings>('GET', '/settings', { cookie: admin })).body
const put = (key: string, value: unknown) =>
  p.call('PUT', '/settings', { cookie: admin, body: { key, value } })

test('what can be set is listed with what it means, in Chinese', async () => {
  const { known, set } = await all()
  expect(known.map(one => one.name)).toEqual(expect.arrayContaining(['duty:*', 'quota.api']))
  for (const { what } of known) expect(what).toMatch(/\p{Script=Han}/u)
  expect(set).toEqual([])
})

test('what is set stands there with who set it, and can be set back', async () => {
  expect((await put('duty:*', 'sample-xuan')).status).toBe(204)
  expect((await put('duty:样例街道办', 'sample-wang')).status).toBe(204)
  expect((await put('quota.api', 200_000)).status).toBe(204)
  expect((await all()).set).toMatchObject([
    { key: 'duty:*', value: 'sample-xuan', author: '周样例' },
    { key: 'duty:样例街道办', value: 'sample-wang' },
    { key: 'quota.api', value: 200_000 },
  ])
  expect((await p.call('DELETE', '/settings?key=quota.api', { cookie: admin })).status).toBe(204)
  expect((await p.call('DELETE', '/settings?key=quota.api', { cookie: admin })).status).toBe(404)
  expect((await all()).set).toHaveLength(2)
})

test.each([
  ['a key that nothing reads', 'colour', 'red', 404],
  ['a key that only looks like one', '__proto__', 'x', 404],
  ['duty for nobody in particular', 'duty:', 'sample-xuan', 404],
  ['somebody who is not on the roster', 'duty:*', 'ghost', 400],
  ['a unit that nobody belongs to', 'duty:样列街道办', 'sample-xuan', 400],
  ['a number where a name belongs', 'duty:*', 7, 400],
  ['a name where a number belongs', 'quota.api', 'many', 400],
  ['less than nothing', 'quota.api', -1, 400],
  ['hours that are none', 'hotline:*', '8-25', 400],
  ['hours of a unit that nobody belongs to', 'hotline:样列街道办', '24h', 400],
])('%s is refused', async (_, key, value, status) => {
  expect((await put(key, value)).status).toBe(status)
  expect((await all()).set).toEqual([])
})

test('a change of the duty contact stands in the audit log by who it is now, without the unit’s name', async () => {
  await put('duty:样例街道办', 'sample-wang')
  const [line] = await p.program.storage.read(tx =>
    tx.db.select().from(tx.t.audit).orderBy(desc(tx.t.audit.seq)).limit(1),
  )
  const wang = await p.program.storage.read(tx => p.program.directory.byUserid(tx, 'sample-wang'))
  expect(line).toMatchObject({ action: 'setting.duty', about: wang?.id })
})

test('HR sets when the hotline answers, and nothing else', async () => {
  const hr = await p.enter('sample-chenjing')
  const byHr = (method: 'PUT' | 'DELETE', path: string, body?: unknown) =>
    p.call(method, path, { cookie: hr, body })
  expect((await byHr('PUT', '/settings', { key: 'hotline:样例街道办', value: '08:00-24:00' })).status).toBe(
    204,
  )
  expect((await all()).set).toMatchObject([{ key: 'hotline:样例街道办', value: '08:00-24:00' }])
  expect((await byHr('DELETE', '/settings?key=hotline:样例街道办')).status).toBe(204)
  expect((await byHr('PUT', '/settings', { key: 'duty:*', value: 'sample-xuan' })).status).toBe(403)
  expect((await byHr('DELETE', '/settings?key=duty:*')).status).toBe(403)
  expect((await byHr('PUT', '/settings', { key: 'colour', value: 'red' })).status).toBe(403)
})
