import Database from 'better-sqlite3'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dataFile } from '../../src/data.ts'
import { writeAudit } from '../../src/runtime/audit.ts'
import { verifyAudit } from '../../src/runtime/audit-check.ts'
import { pruneAudit } from '../../src/runtime/audit-prune.ts'
import { openTestProgram, type TestProgram } from '../support/program.ts'

let p: TestProgram
beforeEach(async () => {
  p = await openTestProgram()
})
afterEach(() => p.close())

const write = (action: string, about = '') =>
  p.program.storage.transaction(tx => writeAudit(tx, { actor: 'cli', action, about }, p.now()))
/** @param days later */
const check = (days = 0) => verifyAudit(p.program.storage, p.now() + days * DAY)
const DAY = 24 * 3_600_000

/** Changes the log as somebody with the file in his hands could. */
function tamper(sql: string): void {
  const raw = new Database(dataFile(p.program.folder))
  raw.exec('drop trigger if exists audit_no_update; drop trigger if exists audit_no_delete;')
  raw.exec(sql)
  raw.close()
}

describe('the log', () => {
  test('is whole after many lines, also of several at once', async () => {
    await Promise.all(Array.from({ length: 200 }, (_, i) => write('test.line', `row-${i}`)))
    expect(await check()).toEqual({ lines: 201, pruned: 0, fault: null })
  })

  test('cannot be changed or deleted through SQL', async () => {
    const { storage } = p.program
    await expect(
      storage.transaction(tx => tx.db.update(tx.t.audit).set({ about: 'x' }).where(eq(tx.t.audit.seq, 1))),
    ).rejects.toMatchObject({ code: 'DATABASE_FAILED' })
    await expect(storage.transaction(tx => tx.db.delete(tx.t.audit))).rejects.toMatchObject({
      code: 'DATABASE_FAILED',
    })
    expect(await check()).toEqual({ lines: 1, pruned: 0, fault: null })
  })

  test.each([
    ['a changed line', `update audit set about = 'other' where seq = 3`, { seq: 3, kind: 'changed' }],
    ['a changed time', 'update audit set at = at + 1 where seq = 2', { seq: 2, kind: 'changed' }],
    ['a line taken out', 'delete from audit where seq = 3', { seq: 4, kind: 'gap' }],
    ['the first line taken out', 'delete from audit where seq = 1', { seq: 2, kind: 'gap' }],
    ['the end taken off', 'delete from audit where seq > 4', { seq: 5, kind: 'cut' }],
    ['all of it taken away', 'delete from audit', { seq: 1, kind: 'cut' }],
  ])('shows %s', async (_, sql, fault) => {
    for (let i = 0; i < 5; i++) await write('test.line', `row-${i}`)
    tamper(sql)
    expect((await check()).fault).toEqual(fault)
  })

  test.each(['两个字', 'two words', 'x'.repeat(121), 'line\nbreak'])('takes no words: %s', async about => {
    await expect(write('test.line', about)).rejects.toThrow('ids, not words')
  })
})

describe('lines whose time is over', () => {
  const rows = () => p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  /** A line so many days after the first one, which stands there from the start. */
  const line = (days: number) =>
    p.program.storage.transaction(tx =>
      writeAudit(tx, { actor: 'cli', action: 'test.line', about: String(days) }, p.now() + days * DAY),
    )
  const prune = (before: number, on: number, batch = 100) =>
    p.program.storage.transaction(tx => pruneAudit(tx, p.now() + before * DAY, batch, p.now() + on * DAY))
  const abouts = async () => (await rows()).map(row => row.about)

  test('go batch by batch with a sealed piece, young ones stay, and the chain still holds', async () => {
    for (const days of [1, 2, 300, 900]) await line(days)
    expect(await prune(100, 1000, 2)).toBe(2)
    expect(await prune(100, 1000, 2)).toBe(1)
    expect(await prune(100, 1000, 2)).toBe(0)
    expect((await abouts()).slice(0, 2)).toEqual(['300', '900'])
    expect(await check(1000)).toEqual({ lines: 6, pruned: 3, fault: null })
    expect(await prune(400, 1100)).toBe(1)
    expect(await check(1100)).toEqual({ lines: 7, pruned: 4, fault: null })
  })

  test('with a clock that was put back, nothing goes that stands behind a younger line', async () => {
    for (const days of [500, 1, 900]) await line(days)
    expect(await prune(100, 1000)).toBe(1)
    expect((await abouts()).slice(0, 3)).toEqual(['500', '1', '900'])
  })

  test('a piece that was made up, or sealed over other lines, is noticed', async () => {
    for (const days of [1, 300]) await line(days)
    await prune(100, 1000)
    tamper(`drop trigger audit_segment_no_update; update audit_segment set hash = 'x'`)
    expect((await check(1000)).fault).toMatchObject({ kind: 'changed' })
    tamper('drop trigger audit_segment_no_delete; delete from audit_segment')
    expect((await check(1000)).fault).toMatchObject({ kind: 'gap' })
  })

  test('a piece that the log does not speak of, or that does not follow the one before it, is noticed', async () => {
    for (const days of [1, 300, 900]) await line(days)
    tamper(`insert into audit_segment (from_seq, to_seq, hash, at) select 1, seq, hash, 0 from audit where seq = 2;
      delete from audit where seq <= 2`)
    expect((await check(1000)).fault).toEqual({ seq: 2, kind: 'segment' })
    tamper('drop trigger audit_segment_no_delete; delete from audit_segment')
    expect((await check(1000)).fault).toMatchObject({ kind: 'gap' })
  })

  test('pieces with a gap between them are noticed', async () => {
    for (const days of [1, 300, 900]) await line(days)
    await prune(100, 1000)
    await prune(400, 1100)
    expect((await check(1100)).fault).toBeNull()
    tamper(
      'drop trigger audit_segment_no_update; update audit_segment set from_seq = from_seq + 1 where from_seq > 1',
    )
    expect((await check(1100)).fault).toEqual({ seq: 4, kind: 'segment' })
  })

  test('a line of a time to come, which makes all before it old enough to go, is noticed once they have gone', async () => {
    for (const days of [0, 0, 300]) await line(days)
    expect(await prune(100, 300)).toBe(3)
    expect((await check()).fault).toEqual({ seq: 4, kind: 'ahead' })
    expect((await check(300)).fault).toBeNull()
  })
})

describe('reading it', () => {
  test('is for auditors, newest first, page by page, and stands in it itself', async () => {
    const cookie = await p.enter('sample-heqing')
    for (let i = 1; i <= 5; i++) await write('test.line', `row-${i}`)
    const read = async (query: string) =>
      (
        await p.call<{ lines: { seq: number; action: string; name: string | null }[] }>(
          'GET',
          `/audit${query}`,
          { cookie },
        )
      ).body.lines
    expect((await read('?limit=2')).map(line => line.seq)).toEqual([6, 5])
    expect(await read('?before=5&limit=2')).toMatchObject([{ seq: 4 }, { seq: 3 }])
    expect((await read('?limit=1'))[0]).toMatchObject({ action: 'audit.read', name: '何清' })
  })

  test('says whether it is whole', async () => {
    const cookie = await p.enter('sample-heqing')
    expect((await p.call('GET', '/audit/check', { cookie })).body).toEqual({
      lines: 1,
      pruned: 0,
      fault: null,
    })
    tamper(`update audit set actor = 'x'`)
    expect((await p.call('GET', '/audit/check', { cookie })).body).toMatchObject({
      fault: { kind: 'changed' },
    })
  })

  test('an administrator who is no auditor does not read it', async () => {
    expect((await p.call('GET', '/audit', { cookie: await p.enter('sample-zhou') })).status).toBe(403)
  })
})

test('what a route does is written with who did it and the row it was about', async () => {
  const cookie = await p.enter('sample-zhou')
  const alert = { id: 'a1', code: 'test', about: 'x', at: 0, times: 1 }
  await p.program.storage.transaction(tx => tx.db.insert(tx.t.alert).values(alert))
  await p.call('POST', '/alerts/a1/close', { cookie })
  await p.call('POST', '/alerts/a2/close', { cookie })
  const zhou = await p.program.storage.read(tx => p.program.directory.byUserid(tx, 'sample-zhou'))
  const lines = await p.program.storage.read(tx => tx.db.select().from(tx.t.audit))
  expect(lines.filter(line => line.action === 'alert.close')).toMatchObject([
    { actor: zhou?.id, about: 'a1' },
  ])
})
