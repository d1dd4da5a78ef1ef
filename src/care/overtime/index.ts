import { and, eq, inArray } from 'drizzle-orm'
import { formatDate, formatDays } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import type { CareArea } from '../../runtime/care-area.ts'
import type { Tools } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { createApplication, formOf } from '../applications/store.ts'
import { addLine, balanceOf, linesFor } from '../leave/store.ts'
import { OVERTIME } from './policy.ts'
import { halfDaysOf } from './rules.ts'

/** What an overtime record says; sealed. */
interface OvertimeForm {
  date: string
  hours: number
  /** One of the flow's categories: never what was worked on. */
  purpose: string
}

/** Overtime: what was worked is confirmed by the supervisor and becomes comp-days, which annual leave never touches. */
export const overtimeArea: CareArea = {
  name: 'overtime',
  lookups: {
    /** Half-days of rest that some hours make. */
    comp_credit: lookup({ with: { hours: 'number' }, returns: 'days' }, async ({ tools }, { hours }) =>
      credit(tools, hours),
    ),
  },
  effects: {
    'overtime.create': effect(
      {
        with: { date: 'date', hours: 'number', purpose: 'choice' },
        result: { no: 'text', approver: 'text' },
        refusals: { no_supervisor: [], duplicate: ['no'] },
      },
      async (context, { date, hours, purpose }) => {
        const { tx, person, tools, today, push } = context
        const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
        if (!supervisor || supervisor.id === person.id) throw new Refusal('no_supervisor')
        const other = await sameDay(context, date)
        const form: OvertimeForm = { date, hours, purpose }
        const { no, fresh } = await createApplication(context, {
          kind: 'overtime',
          person: person.id,
          status: 'pending',
          turn: supervisor.id,
          form,
        })
        const result = { no, approver: titleOf(supervisor) }
        if (!fresh) return result
        if (other) throw new Refusal('duplicate', { no: other })
        await push(supervisor, 'overtime_to_decide', {
          key: `decide/${no}`,
          values: {
            no,
            name: person.name,
            date: formatDate(date, tools.words(), today),
            hours,
            purpose: tools.text(`purpose_${purpose}`),
            days: formatDays(credit(tools, hours)),
          },
        })
        return result
      },
    ),
  },
  notices: {
    overtime_to_decide: ['no', 'name', 'date', 'hours', 'purpose', 'days'],
    overtime_approved: ['no', 'date', 'hours', 'days', 'balance', 'approver'],
    overtime_refused: ['no', 'date', 'approver', 'reason'],
    overtime_brief: ['date', 'hours', 'days'],
    overtime_taken_back: ['days'],
    purpose_emergency: [],
    purpose_stability: [],
    purpose_project: [],
    purpose_papers: [],
    purpose_service: [],
    purpose_other: [],
  },
  policies: [OVERTIME],
  jobs: {},
  routes: [],
}

/** What becomes of an overtime record. */
export const overtimeKind: ApplicationKind = {
  kind: 'overtime',

  async brief({ tx, tools, today, ...rest }, application) {
    const form = await formOf<OvertimeForm>({ tx, tools, today, ...rest }, application.no)
    return tools.text('overtime_brief', {
      date: form ? formatDate(form.date, tools.words(), today) : '',
      hours: form?.hours ?? '',
      days: form ? formatDays(credit(tools, form.hours)) : '',
    })
  },

  async agreed(context, application, applicant) {
    const { tx, tools, now, today, person, push } = context
    const form = await formOf<OvertimeForm>(context, application.no)
    if (!form) throw new Error('An overtime record has lost its form.')
    const halfDays = credit(tools, form.hours)
    // The grant's reference is the record's number: a replay cannot double it.
    await addLine(tx, {
      person: applicant.id,
      account: 'comp',
      year: 0,
      halfDays,
      cause: 'overtime',
      ref: application.no,
      at: now,
    })
    const balance = await balanceOf(tx, applicant, { today, tools })
    await push(applicant, 'overtime_approved', {
      key: `approved/${application.no}`,
      values: {
        no: application.no,
        date: formatDate(form.date, tools.words(), today),
        hours: form.hours,
        days: formatDays(halfDays),
        balance: formatDays(balance.comp),
        approver: titleOf(person),
      },
    })
    return null
  },

  async refused(context, application, applicant, reason) {
    const form = await formOf<OvertimeForm>(context, application.no)
    await context.push(applicant, 'overtime_refused', {
      key: `refused/${application.no}`,
      values: {
        no: application.no,
        date: form ? formatDate(form.date, context.tools.words(), context.today) : '',
        approver: titleOf(context.person),
        reason,
      },
    })
  },

  /** Confirmed overtime can be taken back only while its days are still there. */
  async mayWithdraw(context, application) {
    const [line] = await linesFor(context.tx, application.no, 'overtime')
    const applicant = await context.tools.directory.byId(context.tx, application.person)
    if (!line || !applicant) return false
    const { comp } = await balanceOf(context.tx, applicant, {
      today: context.today,
      tools: context.tools,
    })
    return comp >= line.halfDays
  },

  async withdrawn(context, application) {
    const [line] = await linesFor(context.tx, application.no, 'overtime')
    if (!line) return ''
    await addLine(context.tx, {
      ...line,
      halfDays: -line.halfDays,
      cause: 'reversal',
      ref: application.no,
      at: context.now,
    })
    return context.tools.text('overtime_taken_back', { days: formatDays(line.halfDays) })
  },
}

/** Half-days of rest that some hours make. */
function credit({ policy }: Pick<Tools, 'policy'>, hours: number): number {
  return halfDaysOf(policy(OVERTIME), Math.round(hours * 60))
}

/** The number of a record of mine, still open or confirmed, for the same day. */
async function sameDay(context: Parameters<typeof formOf>[0], date: string): Promise<string | null> {
  const { tx, person } = context
  const { application } = tx.t
  const rows = await tx.db
    .select({ no: application.no })
    .from(application)
    .where(
      and(
        eq(application.person, person.id),
        eq(application.kind, 'overtime'),
        inArray(application.status, ['pending', 'approved']),
      ),
    )
  for (const { no } of rows) {
    const form = await formOf<OvertimeForm>(context, no)
    if (form?.date === date) return no
  }
  return null
}
