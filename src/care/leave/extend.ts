import { formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { dateOf, type HalfDay, halfDay, nextHalf } from '../../kernel/half-day.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { formOf } from '../applications/store.ts'
import { whoChecks } from './ask.ts'
import { type Chain, chainOf, chainsOf } from './chain.ts'
import { type Covered, coveredBy } from './covered.ts'
import { fileLeave } from './file-leave.ts'
import { type LeaveForm, wholeLength } from './form.ts'
import { type Briefly, briefly, judgeLeave } from './judge.ts'
import { leaveOption } from './option.ts'
import { LEAVE } from './policy.ts'
import { promiseProof, watchProof } from './proof-later.ts'
import {
  addedStretch,
  countHalfDays,
  countingOf,
  dueBack,
  isMedical,
  owesProof,
  proofDue,
  type Stretch,
} from './rules.ts'
import { insertLeave } from './store.ts'

export const extendLookups = {
  /** My leave that goes on, or is over and from which I have not reported back; the newest first. */
  my_extendable: lookup({ with: {}, returns: 'options' }, async context => {
    const { tx, tools, today, person } = context
    const options = []
    for (const { root } of (await chainsOf(tx, person.id, today))
      .filter(one => goesOn(one, today))
      .toReversed()) {
      const form = await formOf<LeaveForm>(context, root.no)
      if (form) options.push(leaveOption(tools, today, { ...root, kind: form.kind }))
      if (options.length === MOST) break
    }
    return options
  }),

  /**
   * What making a leave longer means, to a half-day or by so many days. `until` = its end until now, `late` = that has
   * passed, `waiting` = the number of an extension that is not decided yet ('' = none), `short` = there is not enough,
   * or more than the kind has, `covered`, `rest`, `first` = what of the added days other leave has, `proof` = the whole
   * of it takes a certificate, `medical` = whoever decides does not read the reason.
   */
  leave_extension: lookup(
    {
      with: { leave: 'choice', to: 'half_day', more: 'number' },
      optional: ['to', 'more'],
      returns: {
        kind: 'text',
        until: 'text',
        due: 'text',
        late: 'yes_no',
        waiting: 'text',
        added: 'text',
        days: 'days',
        earlier: 'yes_no',
        overlap: 'yes_no',
        covered: 'text',
        rest: 'text',
        first: 'text',
        short: 'yes_no',
        hr: 'yes_no',
        checks: 'text',
        proof: 'yes_no',
        by: 'date',
        provisional: 'yes_no',
        medical: 'yes_no',
      },
    },
    async (context, { leave, to, more }) => {
      const { tx, tools, today, person } = context
      const chain = await chainOf(tx, person.id, leave, today)
      const form = chain && (await formOf<LeaveForm>(context, chain.root.no))
      if (!chain || !form) return null
      const words = tools.words()
      const until = {
        kind: tools.text(`kind_${form.kind}`),
        until: formatHalfDay(chain.end, words, today),
        due: formatHalfDay(dueBack(tools.calendar, chain.end), words, today),
        late: isLate(context, chain),
        waiting: chain.waiting?.no ?? '',
        medical: isMedical(tools.policy(LEAVE), form.kind),
      }
      if (to === undefined && more === undefined) return until
      const added = stretchOf(context, chain, form.kind, { to, more })
      if (added === null) return { ...until, earlier: true }
      const { possible: _, ...judged } = await judge(context, chain, form.kind, added)
      return {
        ...until,
        added: formatSpan(added.from, added.to, words, today),
        earlier: false,
        ...judged,
        ...(judged.hr && { checks: await whoChecks(context) }),
        by:
          proofDue(tools.policy(LEAVE), { kind: form.kind, from: added.from }, today, tools.calendar) ??
          today,
      }
    },
  ),
}

export const extendEffects = {
  /**
   * Asks for more days right after a leave that goes on. The added days alone are decided, as a request of their own;
   * overlap, limit and balance are judged over the whole, and a refusal leaves the old end standing.
   */
  'leave.extend': effect(
    {
      with: { leave: 'choice', to: 'half_day', more: 'number', reason: 'text', proof_by: 'date' },
      // By when the office was told that a certificate comes.
      optional: ['to', 'more', 'proof_by'],
      result: { no: 'text', approver: 'text' },
      refusals: { no_supervisor: [], gone: [], late: ['due'], clash: [] },
    },
    async (context, { leave, to, more, reason, proof_by: proofBy }) => {
      const { tx, tools, today, person } = context
      const chain = await chainOf(tx, person.id, leave, today)
      const before = chain && (await formOf<LeaveForm>(context, chain.root.no))
      if (!chain || !before || !goesOn(chain, today)) throw new Refusal('gone')
      const added = stretchOf(context, chain, before.kind, { to, more })
      if (added === null) throw new Refusal('clash')
      const { root, end } = chain
      const asked: LeaveForm = {
        kind: before.kind,
        ...added,
        halfDays: countHalfDays(tools.calendar, countingOf(tools.policy(LEAVE), before.kind), added),
        reason,
        proof: [],
        extends: { no: root.no, halfDays: lengthOf(chain) },
        ...(before.trip && { trip: before.trip }),
      }
      const form = { ...asked, ...promiseProof(context, asked, proofBy) }
      // How far up it goes is a matter of the whole leave, as if it had been asked for at once.
      const { no, fresh, approver, ask } = await fileLeave(context, form, { length: wholeLength(form) })
      if (!fresh) return { no, approver }
      if (chain.waiting) throw new Refusal('gone')
      if (isLate(context, chain))
        throw new Refusal('late', {
          due: formatHalfDay(dueBack(tools.calendar, end), tools.words(), today),
        })
      const { possible, days } = await judge(context, chain, before.kind, added)
      if (!possible) throw new Refusal('clash')
      const { account } = root
      await insertLeave(tx, {
        no,
        person: person.id,
        ...added,
        account,
        halfDays: days,
        status: 'pending',
        extends: root.no,
      })
      const decider = await ask()
      await watchProof(context, no, form)
      return { no, approver: decider }
    },
  ),
}

/** Leave that is offered to choose from. */
const MOST = 5

function goesOn({ root }: Chain, today: string): boolean {
  return root.back === null && root.from <= halfDay(today, 'p')
}

/** 续假 is asked for before the end; on the day he is due, work has begun without him. */
function isLate({ tools, today }: CareContext, { end }: Chain): boolean {
  return today >= dateOf(dueBack(tools.calendar, end))
}

function lengthOf({ parts }: Chain): number {
  return parts.reduce((sum, { halfDays }) => sum + halfDays, 0)
}

/** The days to be added; null where the new end is not after the old one. */
function stretchOf(
  { tools }: CareContext,
  { end }: Chain,
  kind: string,
  { to, more }: { to: HalfDay | undefined; more: number | undefined },
): { from: HalfDay; to: HalfDay } | null {
  const counting = countingOf(tools.policy(LEAVE), kind)
  if (to === undefined) return more ? addedStretch(tools.calendar, counting, end, Math.round(more * 2)) : null
  const from = counting === 'natural' ? nextHalf(end) : dueBack(tools.calendar, end)
  return to >= from ? { from, to } : null
}

/** Judged with the leave that it makes longer, and against all other leave. */
async function judge(
  context: CareContext,
  chain: Chain,
  kind: string,
  added: Stretch,
): Promise<Briefly & Covered & { proof: boolean }> {
  const judged = await judgeLeave(context, { kind, ...added })
  const brief = briefly(judged)
  const table = context.tools.policy(LEAVE)
  const about = { counting: countingOf(table, kind), stretch: added }
  const proof = owesProof(table, kind, lengthOf(chain) + brief.days)
  return { ...brief, ...coveredBy(context, about, judged.held.leave), proof }
}
