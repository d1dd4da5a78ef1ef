import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { balanceIn, holdingsOf } from '../../../../src/care/leave/holdings.ts'
import type { LeaveRow } from '../../../../src/care/leave/store.ts'
import type { Person } from '../../../../src/kernel/person.ts'
import type { Program } from '../../../../src/main.ts'
import type { Tx } from '../../../../src/storage/storage.ts'
import { happen, type Twice } from './acts.ts'
import type { Life } from './happenings.ts'
import { checkLines } from './lines.ts'
import { DONE, NaiveLife } from './naive-life.ts'
import { NaiveWork } from './naive-work.ts'
import { calendar, RealLife } from './real-life.ts'

/**
 * Lives one life twice, by the program and by a model that knows half-days one by one, and compares them after
 * everything that happens: how it ended, what is there, and what stands.
 * @param tx may be that of many lives: they are of different people
 * @returns how many things happened to something
 */
export async function live(
  tx: Tx,
  program: Program,
  of: Person,
  { setting, happenings }: Life,
): Promise<number> {
  const naive = new NaiveLife(calendar, setting)
  const life = {
    naive,
    work: new NaiveWork(naive.comp, setting),
    real: new RealLife(tx, program, of, setting),
  }
  let happened = 0
  for (const [i, one] of happenings.entries()) {
    const both = await happen(life, one)
    if (!both) continue
    happened++
    const [said, came] = both
    if (said !== came) expect(came, `${i} ${JSON.stringify(one)}`).toBe(said)
    // What was refused is compared with what comes next: it must have left nothing.
    if (came === DONE) await compare(life, `${i} ${JSON.stringify(one)}`)
  }
  await checkLines(life)
  return happened
}

/** A long walk asks so often that even the assertion costs. */
async function compare({ naive, real }: Twice, after: string): Promise<void> {
  const { tx, tools, person, today } = real
  const held = await holdingsOf(tx, person, tools, { today })
  const year = Number(today.slice(0, 4))
  const wishes = naive.wishes()
  const years = [year - 1, year, year + 1]
  const there = {
    annual: years.map(one => [held.annual(one, today).left, held.annual(one, today).free]),
    carry: years.map(one => held.annual(one, today).carry),
    comp: balanceIn(held, today).comp,
    grants: Object.fromEntries(
      held.grants.filter(({ left }) => left !== 0).map(({ id, left }) => [id, left]),
    ),
    leave: rowsOf(held.leave),
  }
  const wanted = {
    annual: years.map(one => [naive.annual.left(one, today), naive.free(one, today)]),
    carry: years.map(one => naive.annual.carried(one)),
    comp: naive.comp.onDay(wishes, today),
    grants: naive.comp.byGrant(),
    leave: rowsIn(naive),
  }
  if (!isDeepStrictEqual(there, wanted)) expect(there, after).toEqual(wanted)
  const least = Math.min(there.comp, ...Object.values(there.grants), ...there.carry)
  if (least < 0) throw new Error(`less than nothing after ${after}`)
}

function rowsOf(rows: readonly LeaveRow[]): unknown[] {
  return rows.map(({ no, status, from, to, back, halfDays }) => [no, status, back, from, to, halfDays])
}

function rowsIn(naive: NaiveLife): unknown[] {
  return naive.alive().map(one => [one.no, one.status, one.back, one.from, one.to, naive.daysOf(one).length])
}
