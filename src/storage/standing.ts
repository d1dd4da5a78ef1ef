import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../kernel/faults.ts'

/**
 * How a database stands to this program. `older`: it will be brought up at the next start; `newer`: this program must
 * not touch it; `foreign`: made by a draft of the program that was never released, from which no migration leads.
 */
export type Standing = 'empty' | 'older' | 'current' | 'newer' | 'foreign'

/**
 * @param applied times of the migrations that were run on it, ms UTC
 * @param migrations the folder of the engine's migrations
 */
export function standingOf(applied: readonly number[], migrations: string): Standing {
  if (applied.length === 0) return 'empty'
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta', '_journal.json'), 'utf8')) as {
    entries: { when: number }[]
  }
  const known = new Set(entries.map(entry => entry.when))
  if (Math.max(...applied) > Math.max(0, ...known)) return 'newer'
  if (applied.some(when => !known.has(when))) return 'foreign'
  return applied.length < known.size ? 'older' : 'current'
}

/** @throws Fault DATABASE_NEWER, DATABASE_FOREIGN */
export function refuseOthers(standing: Standing): void {
  if (standing === 'newer') throw new Fault('DATABASE_NEWER')
  if (standing === 'foreign') throw new Fault('DATABASE_FOREIGN')
}
