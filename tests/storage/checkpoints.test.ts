import { copyFileSync, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { migrateSqlite } from '../../src/storage/migrate.ts'
import { open, openSqlite } from '../../src/storage/sqlite.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { MIGRATIONS } from '../support/engines.ts'
import { tempFolder } from '../support/folder.ts'

const THREAD = join(import.meta.dirname, '../../src/storage/checkpoint-thread.ts')
/** More than what the thread waits for, and less than what makes SQLite's own checkpoint. */
const JOBS = 520

test('what was written is moved from the log into the database while the program goes on', async () => {
  const { file, storage } = opened(THREAD)
  await write(storage, JOBS)
  await vi.waitFor(() => expect(withoutLog(file)).toBe(JOBS), { timeout: 30_000 })
  await write(storage, 1, JOBS)
  await storage.close()
  expect(withoutLog(file)).toBe(JOBS + 1)
  expect(logOf(file)).toBe(0)
})

test('little is left in the log: no thread is begun for it', async () => {
  const { file, storage } = opened(THREAD)
  await write(storage, 20)
  expect(withoutLog(file)).toBe(0)
  await storage.close()
  expect(withoutLog(file)).toBe(20)
})

test('a thread that cannot begin leaves the checkpoints to the writer, and nothing is lost', async () => {
  const { file, storage } = opened(join(tempFolder(), 'not-there.js'))
  await write(storage, JOBS)
  await vi.waitFor(async () => {
    await writeMuch(storage)
    expect(withoutLog(file)).toBe(JOBS)
  }, 30_000)
  await write(storage, 1, JOBS)
  await storage.close()
  expect(withoutLog(file)).toBe(JOBS + 1)
})

function opened(thread: string): { file: string; storage: Storage } {
  const file = join(tempFolder(), 'test.db')
  migrateSqlite(file, join(MIGRATIONS, 'sqlite'))
  return { file, storage: openSqlite(file, thread) }
}

/** So many counters, each in a job of its own. */
async function write(storage: Storage, jobs: number, from = 0): Promise<void> {
  const keys = Array.from({ length: jobs }, (_, i) => `c${from + i}`)
  await Promise.all(
    keys.map(key =>
      storage.transaction(async tx => {
        await tx.db.insert(tx.t.counter).values({ key, value: 1 }).onConflictDoNothing()
      }),
    ),
  )
}

/** Over 1,000 pages of the log: what SQLite lets grow by itself, and a tenth of what is left to the thread. */
function writeMuch(storage: Storage): Promise<void> {
  const [value, at] = ['x'.repeat(4_000), 0]
  const rows = Array.from({ length: 1_100 }, (_, i) => ({ key: `s${i}`, value, author: null, at }))
  return storage.transaction(async tx => {
    await tx.db.delete(tx.t.setting)
    for (const row of rows) await tx.db.insert(tx.t.setting).values(row)
  })
}

/** The counters in the database file alone, as who copies it without its log would find them. */
function withoutLog(file: string): number {
  const copy = join(tempFolder(), 'copy.db')
  copyFileSync(file, copy)
  const db = open(copy)
  try {
    return db.prepare('select count(*) from counter').pluck().get() as number
  } finally {
    db.close()
  }
}

function logOf(file: string): number {
  return existsSync(`${file}-wal`) ? statSync(`${file}-wal`).size : 0
}
