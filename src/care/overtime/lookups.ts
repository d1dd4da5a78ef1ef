import { formatDate, formatHours } from '../../dialogue/format.ts'
import type { Shift } from '../../dialogue/value.ts'
import { localTime } from '../../kernel/clock.ts'
import type { Tools } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { bankedMinutes } from './credit.ts'
import { doneLookups } from './done.ts'
import { listLookups } from './list.ts'
import { monthLookups } from './month.ts'
import { leaveAt } from './on-leave.ts'
import { OVERTIME } from './policy.ts'
import { protectedAmong } from './protect.ts'
import type { WorkKind } from './rules.ts'
import { purposesOf, shownTerms } from './shown-terms.ts'
import { kindLabel } from './words.ts'

export const overtimeLookups = {
  /** What overtime is for, by category. */
  overtime_purposes: lookup({ with: {}, returns: 'options' }, async ({ tools }) =>
    purposesOf(tools.policy(OVERTIME)),
  ),

  /** What somebody has beside a new record: minutes kept from before, and until when he must not be asked; once a form. */
  overtime_before: lookup({ with: {}, returns: { banked: 'number', protected: 'text' } }, async context => {
    const { tools, today, person } = context
    const until = (await protectedAmong(context, [person.id], today)).get(person.id)
    return {
      banked: await bankedMinutes(context, person.id),
      protected: until === undefined ? '' : formatDate(until, tools.words(), today),
    }
  }),

  /** Whether it is asked if a subsidy was paid for work of a kind. */
  overtime_kind: lookup(
    {
      with: { kind: 'choice', days: 'shifts', shares: 'shares' },
      optional: ['kind', 'days', 'shares'],
      returns: { ask_subsidy: 'yes_no' },
    },
    async ({ tools }, { kind = 'overtime', days = [], shares = [] }) => {
      const { kinds } = tools.policy(OVERTIME)
      const each = [...days, ...shares].map(({ choice = kind }) => choice)
      const all = each.length > 0 ? each : [kind]
      return { ask_subsidy: all.some(one => kinds[one as WorkKind].ask_subsidy) }
    },
  ),

  /**
   * What becomes of overtime as it was said so far; `each` = every day with its own kind, '' = they are of one. Reads no row.
   */
  overtime_terms: lookup(
    {
      with: {
        kind: 'choice',
        date: 'date',
        hours: 'number',
        clock: 'text',
        days: 'shifts',
        shares: 'shares',
        subsidy: 'yes_no',
        banked: 'number',
      },
      optional: ['kind', 'date', 'hours', 'clock', 'days', 'shares', 'subsidy', 'banked'],
      returns: {
        kind: 'text',
        each: 'text',
        half_days: 'days',
        hours: 'text',
        kept: 'text',
        pool: 'yes_no',
        inside: 'yes_no',
        longer: 'yes_no',
        paid: 'yes_no',
        ahead: 'yes_no',
        mixed: 'yes_no',
        late: 'yes_no',
        too_old: 'yes_no',
        too_far: 'yes_no',
        within: 'number',
        back: 'number',
        far: 'number',
        unit: 'text',
      },
    },
    async ({ tools, now, today, person }, said) => {
      const heard = { ...said, staffType: person.staffType }
      const terms = shownTerms(tools.calendar, tools.policy(OVERTIME), heard, localTime(now, tools.zone))
      const own = [...(said.days ?? []), ...(said.shares ?? [])].map(({ choice }) => choice)
      return own.some(choice => choice !== undefined)
        ? { ...terms, kind: kindsOf(tools, own), each: eachOf(tools, said.days ?? [], today) }
        : { ...terms, each: '' }
    },
  ),

  /**
   * My approved leave in whose hours the work may lie, as soon as day and hours are known: its number, and of which day; '' =
   * in none.
   */
  overtime_on_leave: lookup(
    {
      with: { date: 'date', hours: 'number', clock: 'text', days: 'shifts' },
      optional: ['date', 'hours', 'clock', 'days'],
      returns: { no: 'text', day: 'text' },
    },
    async (context, { date, hours, clock = '', days }) => {
      const one = date === undefined || hours === undefined ? [] : [{ date, clock }]
      for (const stretch of days ?? one) {
        const no = await leaveAt(context, context.person.id, stretch)
        if (no) return { no, day: formatDate(stretch.date, context.tools.words(), context.today) }
      }
      return { no: '', day: '' }
    },
  ),
  ...listLookups,
  ...doneLookups,
  ...monthLookups,
}

function eachOf(tools: Tools, days: readonly Shift[], today: string): string {
  const lines = days.map(({ date, minutes, choice = 'overtime' }) =>
    tools.text('overtime_each', {
      what: formatDate(date, tools.words(), today),
      kind: kindLabel(tools, choice as WorkKind),
      hours: formatHours(minutes),
    }),
  )
  return lines.join(tools.words().and)
}

function kindsOf(tools: Tools, own: readonly (string | undefined)[]): string {
  const kinds = new Set(own.filter(choice => choice !== undefined))
  return [...kinds].map(kind => kindLabel(tools, kind as WorkKind)).join(tools.words().and)
}
