import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { areas } from '../../src/areas.ts'
import type { Errand, Job } from '../../src/runtime/declare.ts'
import { schedule } from '../../src/runtime/timers.ts'
import { openTalk, type Talk } from '../support/talk.ts'

const MINUTE = 60_000

let talk: Talk
let runs: number
let broken: boolean
const area = areas[0] as unknown as { jobs: Record<string, Job>; errands?: Record<string, Errand<unknown>> }
const { jobs, errands } = area

beforeEach(async () => {
  runs = 0
  broken = true
  const run = () => {
    runs++
    if (broken) throw new Error('broken')
  }
  area.jobs = { ...jobs, 'test.job': async () => run() }
  area.errands = { ...errands, 'test.errand': { prepare: async () => run(), finish: async () => {} } }
  talk = await openTalk()
})
afterEach(async () => {
  area.jobs = jobs
  if (errands) area.errands = errands
  else delete area.errands
  await talk.close()
})

const alerts = async () => {
  const all = await talk.program.storage.read(tx => tx.db.select().from(tx.t.alert))
  return all.map(({ code, about }) => [code, about])
}
const timers = async () => {
  const rows = await talk.program.storage.read(tx => tx.db.select().from(tx.t.timer))
  return rows.filter(row => row.key.includes('test.'))
}

describe.each([
  ['test.job', () => talk.program.storage.transaction(tx => schedule(tx, 'test.job', 'x', talk.now()))],
  [
    'test.errand',
    () => talk.program.storage.transaction(tx => talk.program.road.timers.soon(tx, 'test.errand', 'x')),
  ],
] as const)('%s that fails', (name, begin) => {
  test('again and again is told to the administrator, once, and is tried on', async () => {
    await begin()
    await talk.pass(0)
    expect(await alerts()).toEqual([])
    for (let n = 0; n < 6; n++) await talk.pass(MINUTE)
    expect(await alerts()).toEqual([['job_failed', name]])
    expect(talk.last('zhou')).toContain('job_failed')
    expect(runs).toBeGreaterThanOrEqual(6)
    broken = false
    await talk.pass(MINUTE)
    expect(await timers()).toEqual([])
  })

  test('once is not worth a word', async () => {
    await begin()
    broken = false
    for (let n = 0; n < 6; n++) await talk.pass(MINUTE)
    expect(await alerts()).toEqual([])
  })

  test('while the database cannot be written ends nothing but its own try', async () => {
    const { storage } = talk.program
    const { transaction } = storage
    await begin()
    Object.assign(storage, { transaction: () => Promise.reject(new Error('disk full')) })
    await talk.pass(MINUTE)
    Object.assign(storage, { transaction })
    broken = false
    for (let n = 0; n < 2; n++) await talk.pass(MINUTE)
    expect(await timers()).toEqual([])
  })
})
