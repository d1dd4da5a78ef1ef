import { expect } from 'vitest'
import { setAnnual, setComp } from '../../../../src/care/leave/set-balance.ts'
import { addDays, type HalfDay, halfDay, nextHalf } from '../../../../src/kernel/half-day.ts'
import type { Happening } from './happenings.ts'
import { agreeIn, changeIn, extendIn, recallIn, returnIn, withdrawIn } from './naive-acts.ts'
import { DONE, type NaiveLife, type Outcome, type Request } from './naive-life.ts'
import { isForHr, judgeAnew } from './naive-limits.ts'
import type { NaiveWork } from './naive-work.ts'
import type { RealLife } from './real-life.ts'

/** The same life twice. */
export interface Twice {
  readonly naive: NaiveLife
  readonly work: NaiveWork
  readonly real: RealLife
}

/** What the model said would come of it, and what came. */
export type Both = readonly [Outcome, Outcome] | null

/** Lets something happen in both. @returns null where there is nothing it could happen to */
export async function happen(life: Twice, one: Happening): Promise<Both> {
  const { naive, work, real } = life
  switch (one.does) {
    case 'ask': {
      const { from, to } = stretchAt(naive.today, one)
      const asked = { kind: one.kind, from, to, except: [], back: null }
      const said = judgeAnew(naive, asked)
      const forHr = said === DONE ? isForHr(naive, asked) : null
      if (forHr !== null) expect(await real.isForHr(asked), JSON.stringify(asked)).toBe(forHr)
      const { outcome, no } = await real.do('leave.create', {
        kind: one.kind,
        from,
        to,
        days: 1,
        reason: 'x',
      })
      if (said === DONE) naive.add({ no, kind: one.kind, from, to })
      return [said, outcome]
    }
    case 'agree':
    case 'refuse': {
      const found = pick(pending(naive), one.which)
      if (!found) return null
      if (one.does === 'refuse') found.status = 'refused'
      const said = one.does === 'agree' ? agreeIn(naive, found) : DONE
      const about = { request: found.no, verdict: one.does, reason: 'x' }
      return [said, await real.decide('application.decide', about)]
    }
    case 'withdraw': {
      const found = pick(naive.alive(), one.which)
      if (!found) return null
      const said = withdrawIn(naive, found)
      return [said, (await real.do('application.withdraw', { request: found.no })).outcome]
    }
    case 'change': {
      const found = pick(
        naive.alive().filter(r => r.extends === null && naive.isAhead(r)),
        one.which,
      )
      if (!found) return null
      const { from, to } = stretchAt(naive.today, one)
      const said = changeIn(naive, found, { from, to })
      const { outcome, no } = await real.do('leave.change', { leave: found.no, from, to })
      if (typeof said !== 'string') said(no)
      return [typeof said === 'string' ? said : DONE, outcome]
    }
    case 'extend': {
      const root = pick(out(naive), one.which)
      if (!root) return null
      const said = extendIn(naive, root, one.more)
      const { outcome, no } = await real.do('leave.extend', {
        leave: root.no,
        more: one.more / 2,
        reason: 'x',
      })
      if (typeof said !== 'string') said(no)
      return [typeof said === 'string' ? said : DONE, outcome]
    }
    case 'return': {
      const root = pick(out(naive), one.which)
      if (!root) return null
      const back = forward(root.from, one.after)
      const said = returnIn(naive, root, back)
      return [said, (await real.do('leave.return', { leave: root.no, back })).outcome]
    }
    case 'recall': {
      const { from, to } = stretchAt(naive.today, one)
      const end = one.length === 0 ? undefined : to
      const said = recallIn(naive, from, end)
      const { person } = real
      const whom = { userid: person.userid, name: person.name, label: person.name }
      return [said, await real.decide('leave.recall', { whom, from, ...(end && { to: end }) })]
    }
    case 'work': {
      const date = addDays(naive.today, -one.ago)
      if (work.isTaken(date) || isAbsence(naive, date)) return null
      const about = { kind: 'overtime', date, hours: one.halfHours / 2, purpose: 'other', clock: '' }
      const { outcome, no } = await real.do('overtime.create', about)
      const verdict = one.agreed ? 'agree' : 'refuse'
      const decided = await real.decide('application.decide', { request: no, verdict, reason: 'x' })
      if (one.agreed) work.agree(no, { date, minutes: one.halfHours * 30 }, naive.wishes(), naive.today)
      return [DONE, outcome === DONE ? decided : outcome]
    }
    case 'unwork': {
      const found = pick(work.standing(), one.which)
      if (!found) return null
      const [no] = found
      const said = work.withdraw(no, naive.wishes(), naive.today) ? DONE : 'decided'
      return [said, (await real.do('application.withdraw', { request: no })).outcome]
    }
    case 'import':
      return bringIn(life, one)
    case 'carry': {
      const year = Number(naive.today.slice(0, 4))
      const free = naive.free(year - 1, `${year - 1}-12-31`)
      const said = naive.annual.carryOver(year, free, one.halfDays)
      return [said ? DONE : 'not', (await real.carryOver(one.halfDays)) === DONE ? DONE : 'not']
    }
    case 'pass': {
      naive.pass(one.days)
      real.today = naive.today
      naive.comp.lapse(naive.wishes(), naive.today)
      await real.lapse()
      return [DONE, DONE]
    }
  }
}

let imports = 0

/** HR brings balances in. */
async function bringIn(
  { naive, real }: Twice,
  { annual, carry, comp }: Extract<Happening, { does: 'import' }>,
): Promise<Both> {
  const { tx, person, now } = real
  const about = { person: person.id, ref: `import-${++imports}`, at: now }
  const year = Number(naive.today.slice(0, 4))
  await setAnnual(tx, { ...about, year }, { annual, carry })
  naive.annual.say(year, { annual, carry }, naive.today)
  await setComp(tx, about, [{ comp, compExpires: null }])
  if (comp !== null) naive.comp.say(about.ref, comp)
  return [DONE, DONE]
}

function pick<T>(fitting: readonly T[], which: number): T | undefined {
  return fitting[which % Math.max(1, fitting.length)]
}

function pending(naive: NaiveLife): Request[] {
  return naive.alive().filter(({ status }) => status === 'pending')
}

/** Leave that somebody is on, or has not come back from. */
function out(naive: NaiveLife): Request[] {
  return naive
    .alive()
    .filter(
      one => one.status === 'approved' && one.extends === null && one.back === null && !naive.isAhead(one),
    )
}

/** Whether a day was ever asked for as leave: its work is told apart elsewhere. */
function isAbsence(naive: NaiveLife, date: string): boolean {
  const [first, last] = [halfDay(date, 'a'), halfDay(date, 'p')]
  return [...naive.requests.values()].some(({ from, until }) => from <= last && until >= first)
}

function stretchAt(
  today: string,
  { after, half, length }: { after: number; half: 'a' | 'p'; length: number },
): { from: HalfDay; to: HalfDay } {
  const from = halfDay(addDays(today, after), half)
  return { from, to: forward(from, Math.max(0, length - 1)) }
}

function forward(from: HalfDay, halves: number): HalfDay {
  let half = from
  for (let i = 0; i < halves; i++) half = nextHalf(half)
  return half
}
