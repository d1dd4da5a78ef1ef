import { afterEach, beforeEach, expect, test } from 'vitest'
import { protect, protectedAmong } from '../../../src/care/overtime/protect.ts'
import { leave } from '../../../src/care/people/departure.ts'
import { openTalk, type Talk } from '../../support/talk.ts'

const DAY = 86_400_000

let talk: Talk
let her = ''
beforeEach(async () => {
  talk = await openTalk()
  const { storage, directory } = talk.program
  her = (await storage.read(tx => directory.byUserid(tx, 'sample-chenyu')))?.id ?? ''
})
afterEach(() => talk.close())

const rows = () => talk.program.storage.read(tx => tx.db.select().from(tx.t.overtimeProtection))
const settings = async () =>
  (await talk.program.storage.read(tx => tx.db.select().from(tx.t.setting))).map(({ key }) => key)
const until = (date: string) =>
  talk.program.storage.read(async tx =>
    (await protectedAmong({ tx, tools: talk.program.tools }, [her], date)).get(her),
  )
const note = (day: string | null) =>
  talk.program.storage.transaction(tx =>
    protect({ tx, tools: talk.program.tools }, her, day, { author: 'hr', now: talk.now() }),
  )

// It tells of pregnancy or nursing: sensitive (个人信息保护法 art. 28).
test('the day is not readable in the database', async () => {
  await note('2027-03-01')
  const [row] = await rows()
  expect(Buffer.from(row?.until ?? []).toString('latin1')).not.toContain('2027')
  expect(await until('2027-03-01')).toBe('2027-03-01')
  expect(await until('2027-03-02')).toBeUndefined()
  await note(null)
  expect(await rows()).toEqual([])
})

test('what an earlier version kept among the settings is sealed at the start', async () => {
  const row = { key: `no_overtime:${her}`, value: '2027-03-01', author: 'hr', at: 0 }
  await talk.program.storage.transaction(tx => tx.db.insert(tx.t.setting).values(row))
  await talk.restart()
  await talk.pass(0)
  expect((await settings()).filter(key => key.startsWith('no_overtime:'))).toEqual([])
  expect(await until('2026-11-23')).toBe('2027-03-01')
})

test('what is over is deleted the day after', async () => {
  await note('2026-11-24')
  await talk.pass(DAY)
  expect(await rows()).toHaveLength(1)
  await talk.pass(DAY)
  expect(await rows()).toEqual([])
})

test('it goes with whoever leaves', async () => {
  await note('2027-03-01')
  await talk.program.storage.transaction(tx => leave(tx, her, { actor: 'hr', now: talk.now() }))
  expect(await rows()).toEqual([])
})
