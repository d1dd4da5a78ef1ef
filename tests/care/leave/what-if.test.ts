import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestProgram, type TestProgram } from '../../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

test.each([
  ['annual', '2026-11-24a', '2026-11-25p', { possible: true, reason: null, days: 2, years: { 2026: 2 } }],
  ['annual', '2026-11-28a', '2026-11-29p', { possible: false, reason: 'NO_WORKDAYS' }],
  ['annual', '2026-12-01a', '2026-12-15a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['comp', '2026-11-24a', '2026-11-24a', { possible: false, reason: 'INSUFFICIENT_BALANCE' }],
  ['marriage', '2026-12-01a', '2026-12-25p', { possible: false, reason: 'OVER_LIMIT' }],
  ['bereavement', '2026-12-01a', '2026-12-04p', { possible: true, hr: true, days: 4 }],
  ['maternity', '2026-12-05a', '2026-12-06p', { possible: true, days: 2 }],
  ['annual', '2026-11-25a', '2026-11-24a', { possible: false, reason: 'INVALID_RANGE' }],
  ['annual', '2026-02-30a', '2026-02-30p', { possible: false, reason: 'INVALID_RANGE' }],
])('what would become of %s from %s to %s is said without handing it in', async (kind, from, to, wanted) => {
  const cookie = await p.enter('sample-chenyu')
  const { body } = await p.call('POST', '/leave/what-if', { cookie, body: { kind, from, to } })
  expect(body).toMatchObject(wanted)
  expect(await p.program.storage.read(tx => tx.db.select().from(tx.t.leave))).toEqual([])
})
