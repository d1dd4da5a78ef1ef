import { instantOf } from '../../kernel/clock.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { lookup } from '../../runtime/declare.ts'
import { findApplication, formOf, requestsOf } from '../applications/store.ts'
import { askedToStandIn } from '../away/stand-in-over.ts'
import type { LeaveForm } from './form.ts'

/** Days for which somebody who asks again means what was refused. */
const LATELY = 14
/** For how long, in ms, hardly anything else is meant. */
const JUST_NOW = 3_600_000
/** Refused requests that are looked through. */
const MOST = 20

export const againLookups = {
  /**
   * The leave of mine that was refused last, and what of it goes over to one that is asked for in its place; where leave of
   * that kind was asked for since, there is none. `now` = so lately that “改成…” is hardly about another.
   */
  refused_leave: lookup(
    {
      with: {},
      returns: {
        found: 'yes_no',
        now: 'yes_no',
        no: 'text',
        kind: 'text',
        reason: 'text',
        acting: 'text',
        area: 'text',
        city: 'text',
      },
    },
    async context => {
      const found = await lastRefused(context)
      const form = found && (await formOf<LeaveForm>(context, found.no))
      if (!found || !form) return { found: false, now: false, ...NOTHING }
      const stood = form.standIn ? await askedToStandIn(context, found.no) : null
      return {
        ...NOTHING,
        found: true,
        now: context.now - (found.decided ?? 0) < JUST_NOW,
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

const NOTHING = { no: '', kind: '', reason: '', acting: '', area: '', city: '' }

/** No change and no extension: there the leave itself still stands. */
async function lastRefused(context: CareContext) {
  const { tx, tools, today, person } = context
  const since = instantOf(`${addDays(today, -LATELY)}T00:00`, tools.zone)
  const mine = (await requestsOf(tx, person.id, ['refused', 'pending', 'approved'], MOST)).filter(
    one => one.kind === 'leave',
  )
  const [last] = mine
    .filter(one => one.status === 'refused' && (one.decided ?? 0) >= since)
    .sort((a, b) => (b.decided ?? 0) - (a.decided ?? 0))
  if (!last || (await context.hides?.(last.no))) return null
  const form = await formOf<LeaveForm>(context, last.no)
  if (form?.replaces !== undefined || form?.extends !== undefined) return null
  for (const { no, status, created } of mine) {
    if (status === 'refused' || created <= (last.decided ?? 0)) continue
    if ((await formOf<LeaveForm>(context, no))?.kind === form?.kind) return null
  }
  return last
}
