import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect } from 'vitest'
import { chargeLeave, giveBack } from '../../../src/care/leave/charge.ts'
import { balanceIn, type Holdings, holdingsOf } from '../../../src/care/leave/holdings.ts'
import { LAPSE, leaveJobs } from '../../../src/care/leave/jobs.ts'
import { addLine, linesOf } from '../../../src/care/leave/ledger.ts'
import { annualRoom, compRoom } from '../../../src/care/leave/room.ts'
import {
  aliveLeave,
  insertLeave,
  type LeaveRow,
  setLeaveEnd,
  setLeaveStatus,
} from '../../../src/care/leave/store.ts'
import { instantOf } from '../../../src/kernel/clock.ts'
import { addDays, type HalfDay, halfDay, nextHalf, previousHalf } from '../../../src/kernel/half-day.ts'
import type { Person } from '../../../src/kernel/person.ts'
import type { Program } from '../../../src/main.ts'
import type { JobContext } from '../../../src/runtime/context.ts'
import type { Tx } from '../../../src/storage/storage.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { NaiveLife } from './naive-life.ts'

/** Something that happens to somebody's leave. `which` picks one of those there are. */
export type Happening =
  | { does: 'grant'; halfDays: number; lives: number | null }
  | { does: 'ask'; account: 'annual' | 'comp'; after: number; halves: number }
  | { does: 'agree' | 'refuse' | 'withdraw'; which: number }
  | { does: 'return'; which: number; after: number }
  | { does: 'pass'; days: number }

export const anyLife: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        does: fc.constant('grant' as const),
        halfDays: fc.integer({ min: 1, max: 5 }),
        lives: fc.option(fc.integer({ min: 2, max: 60 })),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        does: fc.constant('ask' as const),
        account: fc.constantFrom('annual' as const, 'comp' as const),
        after: fc.nat(8),
        halves: fc.integer({ min: 1, max: 8 }),
      }),
    },
    {
      weight: 5,
      arbitrary: fc.record({
        does: fc.constantFrom('agree' as const, 'refuse' as const, 'withdraw' as const),
        which: fc.nat(20),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('return' as const), which: fc.nat(20), after: fc.nat(6) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 12 }) }),
    },
  ),
  { minLength: 12, maxLength: 40, size: 'max' },
)

const START = '2026-03-02'
const calendar = chineseCalendar()
let lives = 0

/**
 * Lives one life twice, in the ledger and in a model that knows half-days one by one, and compares them after
 * everything that happens.
 * @param tx may be that of many lives: they are of different people
 */
export async function live(
  tx: Tx,
  { tools }: Program,
  of: Person,
  happenings: readonly Happening[],
): Promise<void> {
  const person: Person = { ...of, id: `life-${++lives}` }
  const naive = new NaiveLife(calendar, 20)
  let today = START
  let numbers = 0
  const now = () => instantOf(`${today}T09:00`, tools.zone)

  async function happen(one: Happening): Promise<void> {
    const moment = { tx, tools: { ...tools, calendar }, today, now: now() }
    /** One of the requests that something can happen to. */
    const pick = async (which: number, fits: (row: LeaveRow) => boolean): Promise<LeaveRow | null> => {
      const fitting = (await aliveLeave(tx, person.id, today)).filter(fits)
      return fitting[which % Math.max(1, fitting.length)] ?? null
    }
    switch (one.does) {
      case 'pass': {
        today = addDays(today, one.days)
        const job = {
          ...moment,
          today,
          tools: { ...moment.tools, directory: { byId: async () => person } },
        }
        await leaveJobs[LAPSE](job as unknown as JobContext, `${person.id} ${today}`)
        naive.lapse(today)
        break
      }
      case 'grant': {
        const grant = `${person.id}-g${++numbers}`
        const expires = one.lives === null ? null : addDays(today, one.lives)
        const line = { person: person.id, account: 'comp', year: 0, grant, since: today, expires } as const
        for (const _ of [1, 2])
          await addLine(tx, { ...line, halfDays: one.halfDays, cause: 'overtime', ref: grant, at: now() })
        naive.grant(grant, today, expires, one.halfDays)
        break
      }
      case 'ask': {
        const from = halfDay(addDays(today, one.after), one.halves % 2 === 0 ? 'a' : 'p')
        let to: HalfDay = from
        for (let i = 1; i < one.halves; i++) to = nextHalf(to)
        if (naive.overlaps(from, to) || naive.length(from, to) === 0) break
        const held = await holdingsOf(tx, person, moment.tools, { today })
        const { enough } = room(held, one.account, { from, to }, today)
        expect(enough, 'enough').toBe(naive.canTake(one.account, from, to, today))
        if (!enough) break
        const no = `${person.id}-${String(++numbers).padStart(4, '0')}`
        const about = { no, person: person.id, from, to, account: one.account, status: 'pending' }
        await insertLeave(tx, { ...about, halfDays: naive.length(from, to) })
        naive.ask(no, one.account, from, to)
        break
      }
      case 'agree': {
        const leave = await pick(one.which, row => row.status === 'pending')
        if (!leave) break
        expect(await chargeLeave(moment, person, leave), 'charged').toBe(naive.agree(leave.no))
        await setLeaveStatus(tx, leave.no, 'approved')
        break
      }
      case 'refuse': {
        const leave = await pick(one.which, row => row.status === 'pending')
        if (!leave) break
        await setLeaveStatus(tx, leave.no, 'refused')
        naive.drop(leave.no)
        break
      }
      case 'withdraw': {
        const leave = await pick(
          one.which,
          row => row.status === 'approved' && row.back === null && row.from > halfDay(today, 'p'),
        )
        if (!leave) break
        for (const _ of [1, 2]) await giveBack(moment, leave, { cause: 'reversal', ref: leave.no })
        await setLeaveStatus(tx, leave.no, 'withdrawn')
        naive.drop(leave.no)
        break
      }
      case 'return': {
        const leave = await pick(
          one.which,
          row => row.status === 'approved' && row.back === null && row.from <= halfDay(today, 'a'),
        )
        if (!leave) break
        let back: HalfDay = leave.from
        for (let i = 0; i < one.after && back < leave.to && back < halfDay(today, 'p'); i++)
          back = nextHalf(back)
        const refund = naive.length(back, leave.to)
        const year = leave.account === 'comp' ? 0 : 2026
        await giveBack(moment, leave, {
          cause: 'returned',
          ref: `${leave.no}/${back}`,
          back: new Map([[year, refund]]),
        })
        await setLeaveEnd(tx, leave.no, { to: previousHalf(back), halfDays: leave.halfDays - refund, back })
        naive.returned(leave.no, back)
      }
    }
  }

  async function compare(one: Happening): Promise<void> {
    const held = await holdingsOf(tx, person, { ...tools, calendar }, { today })
    const { annual, comp } = balanceIn(held, today)
    const grants = Object.fromEntries(held.grants.map(({ id, left }) => [id, left]))
    const wanted = { annual: naive.annual(), comp: naive.comp(today), grants: naive.byGrant() }
    const isRight = isDeepStrictEqual({ annual, comp, grants }, wanted) && comp >= 0 && (annual ?? 0) >= 0
    // A long walk asks so often that even the assertion costs.
    if (!isRight) expect({ annual, comp, grants }, JSON.stringify(one)).toEqual(wanted)
    if (!isRight) throw new Error(`less than nothing after ${JSON.stringify(one)}`)
  }

  for (const one of happenings) {
    await happen(one)
    await compare(one)
  }
  // Lines are only ever added: what they come to at the end tells of every step.
  const lines = await linesOf(tx, person.id, 'comp', 0)
  expect(lines.reduce((sum, { halfDays }) => sum + halfDays, 0)).toBe(naive.unspent())
}

function room(
  held: Holdings,
  account: 'annual' | 'comp',
  stretch: { from: HalfDay; to: HalfDay },
  today: string,
): { enough: boolean } {
  return account === 'comp' ? compRoom(held, calendar, stretch) : annualRoom(held, calendar, stretch, today)
}
