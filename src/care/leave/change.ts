import { formatSpan } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type HalfDay, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import type { Deciding } from '../applications/kind.ts'
import { formOf } from '../applications/store.ts'
import { carryStandIn } from '../away/stand-in.ts'
import { changesOf } from './changes-of.ts'
import { giveBack } from './charge.ts'
import { tellOfMove } from './counted-on.ts'
import { fileLeave } from './file-leave.ts'
import type { LeaveForm } from './form.ts'
import { type Briefly, briefly, judgeLeave } from './judge.ts'
import { leaveOption } from './option.ts'
import { LEAVE } from './policy.ts'
import { promiseAnew, takeProof } from './proof-later.ts'
import { countingOf } from './rules.ts'
import { aliveLeave, insertLeave, type LeaveRow, leaveOf } from './store.ts'
import { takeBack } from './take-back.ts'
import { takenBy } from './taken.ts'

export const changeLookups = {
  /**
   * My leave that has not begun, waiting or approved, whose dates can be changed; the newest first. No extensions. A leave
   * of which other dates wait already is one, and known by either number.
   */
  my_changeable: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, tools, today, person } = context
    const options: Option[] = []
    const changes = new Map<string, string>()
    for (const row of (await aliveLeave(tx, person.id, today)).toReversed()) {
      const form = isAhead(row, today) ? await formOf<LeaveForm>(context, row.no) : null
      if (form?.replaces !== undefined) changes.set(form.replaces, row.no)
      else if (form) options.push(leaveOption(tools, today, { ...row, kind: form.kind }))
    }
    return options.slice(0, MOST).map(option => {
      const change = changes.get(option.value)
      return change === undefined ? option : { ...option, words: [change] }
    })
  }),

  /** Where a leave stands, to be moved from there or to be as long elsewhere, and whether its kind counts every day (产假). */
  leave_length: lookup(
    {
      with: { leave: 'choice' },
      returns: { from: 'half_day', to: 'half_day', days: 'days', every_day: 'yes_no' },
    },
    async (context, { leave }) => {
      const found = await mine(context, leave)
      if (!found) return null
      const counting = countingOf(context.tools.policy(LEAVE), found.form.kind)
      const { from, to, halfDays: days } = found.row
      return { from, to, days, every_day: counting === 'natural' }
    },
  ),

  /** What moving a leave to other dates means. `short` = there is not enough for it, or more than the kind has. */
  leave_change: lookup(
    {
      with: { leave: 'choice', from: 'half_day', to: 'half_day' },
      returns: {
        kind: 'text',
        old: 'text',
        days: 'days',
        approved: 'yes_no',
        overlap: 'yes_no',
        short: 'yes_no',
        provisional: 'yes_no',
      },
    },
    async (context, { leave, from, to }) => {
      const { tools, today } = context
      const found = await mine(context, leave)
      if (!found) return null
      const { form } = found
      const stands = found.stands ?? found.row
      const { hr: _, possible: __, ...judged } = await judge(context, found, { from, to })
      return {
        kind: tools.text(`kind_${form.kind}`),
        old: formatSpan(stands.from, stands.to, tools.words(), today),
        approved: stands.status === 'approved',
        ...judged,
      }
    },
  ),
}

export const changeEffects = {
  /**
   * Asks for other dates. A request that waits is replaced at once; an approved leave stands until the new dates are
   * agreed to (`takeOver`), so a refused change leaves the old ones standing. Of one leave a single change waits: a
   * further one replaces it, and names the same leave that stands.
   */
  'leave.change': effect(
    {
      with: { leave: 'choice', from: 'half_day', to: 'half_day' },
      result: { no: 'text', approver: 'text', note: 'text' },
      refusals: { no_supervisor: [], gone: [], clash: [] },
    },
    async (context, { leave, from, to }) => {
      const { tx, tools, today, person } = context
      const found = await mine(context, leave)
      if (!found || !isAhead(found.row, today)) throw new Refusal('gone')
      const { form: before, stands, waiting } = found
      const old = stands ?? found.row
      if (!isAhead(old, today)) throw new Refusal('gone')
      const { possible, days } = await judge(context, found, { from, to })
      if (!possible) throw new Refusal('clash')
      const { replaces: _, ...kept } = before
      const instead = { instead: old.no, ...(stands && { replaces: stands.no }) }
      const asked: LeaveForm = { ...kept, from, to, halfDays: days, ...instead }
      const form = { ...asked, ...promiseAnew({ tools, today, person }, asked) }
      const { no, fresh, approver, ask } = await fileLeave(context, form, { except: replaced(found) })
      const note = stands ? tools.text('leave_change_keeps') : ''
      if (!fresh) return { no, approver, note }
      for (const row of waiting) if (!(await takeBack(context, row))) throw new Refusal('gone')
      const { account } = old
      await insertLeave(tx, { no, person: person.id, from, to, account, halfDays: days, status: 'pending' })
      if (!stands) await takeProof(context, old.no, { no, form })
      if (!stands) await carryStandIn(context, old.no, { no, from, to })
      return { no, approver: await ask(), note }
    },
  ),
}

/**
 * The new dates were agreed to: the leave they replace is given back and is no more, and its certificate goes over.
 * @throws Refusal `begun` where it has begun meanwhile: what was taken of it cannot be taken elsewhere; `gone` where
 * it was withdrawn meanwhile: there is nothing to move
 */
export async function takeOver(
  context: Deciding,
  { row, form, applicant }: { row: LeaveRow; form: LeaveForm; applicant: Person },
): Promise<void> {
  if (form.replaces === undefined) return
  const old = await leaveOf(context.tx, form.replaces)
  if (old?.status !== 'approved') throw new Refusal('gone')
  if (!isAhead(old, context.today)) throw new Refusal('begun')
  await giveBack(context, old, { cause: 'reversal', ref: old.no })
  if (!(await takeBack(context, old))) throw new Refusal('begun')
  await tellOfMove(context, old)
  const his = { ...context, person: applicant }
  await takeProof(his, old.no, { no: row.no, form })
  await carryStandIn(his, old.no, row)
}

/** Leave that is offered to choose from. */
const MOST = 8

interface Mine {
  readonly row: LeaveRow
  readonly form: LeaveForm
  /** The approved leave that stands until new dates are agreed to; null where nothing was approved yet. */
  readonly stands: LeaveRow | null
  /** What waits to be decided, and is replaced by a change: at most the request itself or another change of it. */
  readonly waiting: readonly LeaveRow[]
}

async function mine(context: CareContext, no: string): Promise<Mine | null> {
  const { tx, person } = context
  const row = await leaveOf(tx, no)
  const form = row?.person === person.id ? await formOf<LeaveForm>(context, no) : null
  if (!row || !form) return null
  if (row.status !== 'approved' && form.replaces === undefined)
    return { row, form, stands: null, waiting: row.status === 'pending' ? [row] : [] }
  const stands = row.status === 'approved' ? row : await leaveOf(tx, form.replaces ?? '')
  if (stands?.status !== 'approved') return null
  return { row, form, stands, waiting: await changesOf(context, stands) }
}

function isAhead(row: LeaveRow, today: string): boolean {
  // Days added to a leave have no place of their own to go to: they are withdrawn and asked for anew.
  if (row.extends !== null) return false
  return (row.status === 'pending' || row.status === 'approved') && row.from > halfDay(today, 'p')
}

/** Judged against the person's other leave and what there would be without the old dates, not against those. */
async function judge(
  context: CareContext,
  found: Mine,
  stretch: { from: HalfDay; to: HalfDay },
): Promise<Briefly> {
  const { form, stands } = found
  const back = stands ? await takenBy(context, stands) : []
  const about = { except: replaced(found), back }
  return briefly(await judgeLeave(context, { kind: form.kind, ...stretch }, about))
}

/** Numbers whose place new dates take. */
function replaced({ stands, waiting }: Mine): string[] {
  return [...waiting, ...(stands ? [stands] : [])].map(({ no }) => no)
}
