import { formatSpan } from '../../dialogue/format.ts'
import type { Option } from '../../dialogue/value.ts'
import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { type Application, findApplication, formOf, requestsOf } from '../applications/store.ts'
import { askedToStandIn } from '../away/stand-in-over.ts'
import type { LeaveForm } from './form.ts'
import { leaveOption } from './option.ts'

/** Days for which somebody who asks again means what was refused. */
const LATELY = 14
/** For how long, in ms, hardly anything else is meant. */
const JUST_NOW = 3_600_000
/** Refused requests that are looked through. */
const MOST = 20

export const againLookups = {
  /** Leave of mine that was refused, the newest first: no change and no extension. */
  my_refused: lookup({ with: {}, returns: 'options' }, async context => {
    const options: Option[] = []
    for (const { no } of await requestsOf(context.tx, context.person.id, ['refused'], MOST)) {
      const form = await formOf<LeaveForm>(context, no)
      if (form && isLeaveItself(form))
        options.push(leaveOption(context.tools, context.today, { no, ...form }))
    }
    return options
  }),

  /**
   * A leave of mine that was refused, this one or else the last, and what of it goes over to one that is asked for in its
   * place: `of` which it was. Where leave of that kind was asked for since, there is none. `now` = so lately that “改成…”
   * is hardly about another.
   */
  refused_leave: lookup(
    {
      with: { request: 'choice' },
      optional: ['request'],
      returns: {
        found: 'yes_no',
        now: 'yes_no',
        of: 'text',
        no: 'text',
        kind: 'text',
        reason: 'text',
        acting: 'text',
        area: 'text',
        city: 'text',
      },
    },
    async (context, { request }) => {
      const found = await refusedOne(context, request)
      const form = found && (await formOf<LeaveForm>(context, found.no))
      if (!found || !form) return { found: false, now: false, ...NOTHING }
      const { today, tools } = context
      const stood = form.standIn ? await askedToStandIn(context, found.no) : null
      return {
        ...NOTHING,
        found: true,
        now: context.now - (found.decided ?? 0) < JUST_NOW,
        of: tools.text('leave_of', {
          span: formatSpan(form.from, form.to, tools.words(), today),
          kind: tools.text(`kind_${form.kind}`),
        }),
        no: found.no,
        kind: form.kind,
        reason: form.reason,
        acting: stood?.name ?? '',
        ...form.trip,
      }
    },
  ),

  /** How a refused leave of mine stood, to be as long elsewhere. */
  leave_again: lookup(
    { with: { again: 'text' }, returns: { from: 'half_day', to: 'half_day', days: 'days' } },
    async (context, { again }) => {
      const found = await findApplication(context.tx, again)
      if (found?.person !== context.person.id || found.kind !== 'leave') return null
      const form = await formOf<LeaveForm>(context, again)
      return form && { from: form.from, to: form.to, days: form.halfDays }
    },
  ),
}

const NOTHING = { of: '', no: '', kind: '', reason: '', acting: '', area: '', city: '' }

/** @param no the one that is meant; the last where none is named */
async function refusedOne(context: CareContext, no: string | undefined): Promise<Application | null> {
  const { tx, tools, today, person } = context
  const since = instantOf(`${addDays(today, -LATELY)}T00:00`, tools.zone)
  const mine = (await requestsOf(tx, person.id, ['refused', 'pending', 'approved'], MOST)).filter(
    one => one.kind === 'leave',
  )
  const [found] = mine
    .filter(one => one.status === 'refused' && (one.decided ?? 0) >= since)
    .filter(one => no === undefined || one.no === no)
    .sort((a, b) => (b.decided ?? 0) - (a.decided ?? 0))
  if (!found || (await context.hides?.(found.no))) return null
  const form = await formOf<LeaveForm>(context, found.no)
  if (form && !isLeaveItself(form)) return null
  for (const { no, status, created } of mine) {
    if (status === 'refused' || created <= (found.decided ?? 0)) continue
    if ((await formOf<LeaveForm>(context, no))?.kind === form?.kind) return null
  }
  return found
}

/** No change and no extension: there the leave itself still stands. */
function isLeaveItself({ replaces, extends: extended }: LeaveForm): boolean {
  return replaces === undefined && extended === undefined
}
