import { mkdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { openDirectory, type RosterDirectory } from './care/people/directory.ts'
import { importRoster } from './care/people/import.ts'
import { isLive, type Settings } from './config.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { Fault } from './kernel/faults.ts'
import { migrateSqlite } from './storage/migrate.ts'
import { openSqlite } from './storage/sqlite.ts'
import type { Storage } from './storage/storage.ts'

/** The folder of the program: where `db/`, `flows/` and the pages are. */
export const HOME = resolve(import.meta.dirname, import.meta.dirname.endsWith('server') ? '../..' : '..')

export const MIGRATIONS = join(HOME, 'db', 'migrations', 'sqlite')

/** The file of what runs in a thread of its own, by its path under `src`: as source, or built. */
export function threadFile(source: string): string {
  if (import.meta.filename.endsWith('.ts')) return join(import.meta.dirname, `${source}.ts`)
  return join(HOME, 'dist', 'worker', `${basename(source)}.js`)
}

/** Where the data is: the trial has a folder of its own, so that samples never mix with people. */
export function folderOf(config: Settings): string {
  return isLive(config) ? resolve(config.DATA_DIR) : resolve(config.DATA_DIR, 'trial')
}

export function dataFile(folder: string): string {
  return join(folder, 'xinqiao.db')
}

export function keyFileOf(config: Settings): string {
  return resolve(config.XINQIAO_MASTER_KEY_FILE ?? join(folderOf(config), 'master.key'))
}

/** The database and the roster: what most commands need, without flows, keys and channels. */
export interface Data {
  readonly live: boolean
  readonly folder: string
  readonly clock: Clock
  readonly storage: Storage
  readonly directory: RosterDirectory
}

/**
 * Opens the database, bringing it to this program's schema, and in trial mode puts the sample people in.
 * @param channel where people are written to who have never written themselves
 * @throws Fault DATABASE_NEWER, CONFIG_INVALID where PostgreSQL is asked for
 */
export async function openData(
  config: Settings,
  clock: Clock = systemClock,
  channel = isLive(config) ? 'dingtalk' : 'web',
): Promise<Data> {
  // Better no start than a start on another database than the one that was asked for.
  if (config.DATABASE_URL !== undefined)
    throw new Fault('CONFIG_INVALID', { details: [{ where: 'DATABASE_URL', rule: 'not_yet' }] })
  const live = isLive(config)
  const folder = folderOf(config)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  migrateSqlite(dataFile(folder), MIGRATIONS)
  const storage = openSqlite(dataFile(folder), threadFile('storage/checkpoint-thread'))
  if (!live) await loadSamples(storage, clock.now(), config.TZ_NAME)
  const directory = openDirectory(storage, channel)
  await directory.refresh()
  return { live, folder, clock, storage, directory }
}

/** The sample people of the trial mode; never called in live mode. */
async function loadSamples(storage: Storage, now: number, zone: string): Promise<void> {
  const [anybody] = await storage.read(tx => tx.db.select().from(tx.t.person).limit(1))
  if (anybody) return
  const bytes = readFileSync(join(HOME, 'db', 'samples', 'roster.csv'))
  await importRoster(
    storage,
    { name: 'roster.csv', bytes },
    {
      sample: true,
      actor: 'system',
      now,
      zone,
    },
  )
}
