import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Fault } from '../kernel/faults.ts'

/** Held by the one process that receives, sends and keeps the timers of a data folder. */
export interface FolderLock {
  release(): void
}

/**
 * Takes a data folder for this process. Two that worked on one would answer everybody twice; commands that only
 * read or write a row need no lock. The lock is SQLite's own on an empty file, so the operating system takes it
 * back however the process ends: after a kill -9 nothing is left that could stand in the way.
 * @throws Fault ALREADY_RUNNING while another process has it
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const holder = join(folder, 'xinqiao.pid')
  const raw = new Database(join(folder, 'xinqiao.lock'), { timeout: 0 })
  try {
    raw.exec('begin exclusive')
  } catch (error) {
    raw.close()
    if (!isBusy(error)) throw error
    throw new Fault('ALREADY_RUNNING', { values: { folder, pid: pidIn(holder) } })
  }
  writeFileSync(holder, `${process.pid}\n`, { mode: 0o600 })
  return {
    release() {
      if (!raw.open) return
      // First, since the next holder writes its own as soon as it can.
      rmSync(holder, { force: true })
      raw.close()
    },
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'
}

/** Who holds it, for people to look for; `?` in the moment before it is written. */
function pidIn(file: string): string {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : ''
  return /^\d+$/.test(text) ? text : '?'
}
