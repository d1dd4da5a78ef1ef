import { formatHours } from '../../dialogue/format.ts'
import type { PersonRef } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { recordDecision } from '../applications/decisions.ts'
import { findApplication, nextNumber } from '../applications/store.ts'
import { confirm } from './confirm.ts'
import { protectedAmong, tellProtected } from './protect.ts'
import { recalledAmong } from './recalled.ts'
import { recordOvertime } from './record.ts'
import type { Stretch, WorkKind } from './rules.ts'
import { type OvertimeRow, reportsOf, sameHours } from './store.ts'

/** Several people or days at once: `JD-20261123-0001`. */
export const LIST = 'JD'

/** Who of those named can be recorded, and who cannot, and why. */
interface Sorted {
  readonly good: readonly Person[]
  /** Not his reports. */
  readonly others: readonly Person[]
  /** Have a record of these hours already. */
  readonly doubled: readonly Person[]
  /** Must not be asked to work overtime that is still to come. */
  readonly protected: readonly Person[]
  /** Were called back from leave that day, which was returned to them. */
  readonly recalled: readonly Person[]
}

export const listLookups = {
  /** Who reports to the one who writes. */
  overtime_reports: lookup({ with: {}, returns: { count: 'number' } }, async ({ tx, person }) => ({
    count: (await reportsOf(tx, person.userid)).size,
  })),

  /** Who of those named can be recorded for these hours. */
  overtime_people: lookup(
    {
      with: { people: 'people', date: 'date', clock: 'text' },
      optional: ['clock', 'date'],
      returns: {
        good: 'text',
        count: 'number',
        others: 'text',
        doubled: 'text',
        protected: 'text',
        recalled: 'text',
      },
    },
    async (context, { people, date, clock }) => {
      const sorted = await sort(context, people, date ?? context.today, clock ?? '')
      const names = (list: readonly Person[]) => list.map(p => p.name).join(context.tools.words().and)
      return {
        good: names(sorted.good),
        count: sorted.good.length,
        others: names(sorted.others),
        doubled: names(sorted.doubled),
        protected: names(sorted.protected),
        recalled: names(sorted.recalled),
      }
    },
  ),
}

export const listEffects = {
  /**
   * Records the same hours for several of one's reports and confirms them at once: the one who would confirm is the
   * one who says so. Who has a record of these hours already is left as he is.
   */
  'overtime.list': effect(
    {
      with: {
        people: 'people',
        kind: 'choice',
        date: 'date',
        hours: 'number',
        clock: 'text',
        purpose: 'choice',
        subsidy: 'yes_no',
        proof: 'file',
      },
      optional: ['kind', 'clock', 'subsidy', 'proof'],
      result: { no: 'text', count: 'number', lines: 'text', skipped: 'text' },
      refusals: { not_yours: ['names'], nobody: ['names'] },
    },
    async (
      context,
      { people, kind = 'overtime', date, hours, clock = '', purpose, subsidy = false, proof = [] },
    ) => {
      const { tx, tools, today } = context
      const sorted = await sort(context, people, date, clock)
      const { and } = tools.words()
      const names = (list: readonly Person[]) => list.map(p => p.name).join(and)
      if (sorted.others.length > 0) throw new Refusal('not_yours', { names: names(sorted.others) })
      const left = [...sorted.doubled, ...sorted.protected, ...sorted.recalled]
      if (sorted.good.length === 0) throw new Refusal('nobody', { names: names(left) })
      const no = await nextNumber(tx, LIST, today)
      const stretch: Stretch = { date, minutes: Math.round(hours * 60), clock }
      const rows: { who: Person; row: OvertimeRow }[] = []
      for (const [i, who] of sorted.good.entries()) {
        const key = `${context.key}/${i}`
        const entry = { person: who, kind: kind as WorkKind, purpose, subsidy, ...stretch }
        const papers = i === 0 ? proof.map(file => file.id) : []
        const way = { source: 'supervisor', turn: null, list: no, proof: papers } as const
        const { row } = await recordOvertime({ ...context, key }, entry, way)
        rows.push({ who, row })
        await tellProtected(context, who, row)
        await agreeTo(context, who, row.no)
      }
      return {
        no,
        count: rows.length,
        lines: rows.map(({ who, row }) => lineOf(context, who, row)).join(''),
        skipped: names(left),
      }
    },
  ),
}

/** The decision of who recorded it stands beside the record as any other, and the person is told. */
async function agreeTo(context: EffectContext, who: Person, no: string): Promise<void> {
  const found = await findApplication(context.tx, no)
  if (found) await recordDecision(context, found, 'agreed', null)
  await confirm(context, who, no, { notice: 'overtime_recorded', approver: titleOf(context.person) })
}

function lineOf({ tools }: EffectContext, who: Person, row: OvertimeRow): string {
  return tools.text('overtime_list_line', { name: who.name, no: row.no, hours: formatHours(row.minutes) })
}

async function sort(
  { tx, tools, today, person }: CareContext,
  people: readonly PersonRef[],
  date: string,
  clock: string,
): Promise<Sorted> {
  const mine = await reportsOf(tx, person.userid)
  const all = (await Promise.all(people.map(p => tools.directory.byUserid(tx, p.userid)))).filter(
    p => p !== null,
  )
  const ids = all.map(p => p.id)
  const barred = date > today ? await protectedAmong(tx, ids, date) : new Map<string, string>()
  const recalled = await recalledAmong(tx, ids, date)
  const sorted = {
    good: [] as Person[],
    others: [] as Person[],
    doubled: [] as Person[],
    protected: [] as Person[],
    recalled: [] as Person[],
  }
  for (const who of all) {
    const same = { person: who.id, date, clock: clock === '' ? null : clock }
    if (!mine.has(who.userid)) sorted.others.push(who)
    else if (barred.has(who.id)) sorted.protected.push(who)
    else if (recalled.has(who.id)) sorted.recalled.push(who)
    else if (await sameHours(tx, same)) sorted.doubled.push(who)
    else sorted.good.push(who)
  }
  return sorted
}
