import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CallCounter, openCallCounter } from '../../src/runtime/count-calls.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
let calls: CallCounter
beforeEach(async () => {
  p = await openTestProgram({ at: '2026-11-30T23:59' })
  const log = { info() {}, warn() {}, error() {} }
  calls = openCallCounter({ storage: p.program.storage, clock: { now: p.now }, zone: 'Asia/Shanghai', log })
})
afterEach(() => p.close())

const used = () =>
  p.program.storage.read(tx => tx.db.select().from(tx.t.quota).orderBy(tx.t.quota.month, tx.t.quota.kind))

test('calls are counted by month and kind, and added to what stands there', async () => {
  calls.count('api', 1)
  calls.count('api', 20)
  calls.count('stream', 1)
  await calls.flush()
  p.forward(120_000)
  calls.count('api', 5)
  await calls.flush()
  await calls.flush()
  expect(await used()).toEqual([
    { month: '2026-11', kind: 'api', used: 21 },
    { month: '2026-11', kind: 'stream', used: 1 },
    { month: '2026-12', kind: 'api', used: 5 },
  ])
})

test('what was not written yet is written at the end', async () => {
  calls.count('api', 3)
  await calls.stop()
  expect(await used()).toMatchObject([{ used: 3 }])
})
