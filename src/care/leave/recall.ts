import { formatDays, formatHalfDay, formatSpan } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { addDays, type HalfDay, halfDay } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext, EffectContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { formOf } from '../applications/store.ts'
import { visibleTo } from '../away/absent-lookups.ts'
import { within } from '../away/rules.ts'
import { type Chain, chainsOf } from './chain.ts'
import { tellOfRecall } from './counted-on.ts'
import type { LeaveForm } from './form.ts'
import { endBefore, giveDaysBack, type Part, partsIn } from './give-rest-back.ts'
import { watchEnd } from './overdue.ts'
import { LEAVE } from './policy.ts'
import { isRecallable } from './rules.ts'
import { shortenLeave } from './store.ts'
import { dropWaiting } from './take-back.ts'

export const recallLookups = {
  /** Whether somebody has approved leave, going on or to come, from which I may call him back. */
  recallable: lookup(
    { with: { whom: 'person' }, returns: { found: 'yes_no' } },
    async (context, { whom }) => {
      const person = await belowMe(context, whom.userid)
      return { found: person !== null && (await callable(context, person)).length > 0 }
    },
  ),

  /**
   * What calling somebody back means. Without an end: for the rest of his leave. `days` = what he gets back, in days
   * that the leave took; `over` = nothing of it lies in the leave; `past` = he has been at work
   * already, which is noted now.
   */
  recall_about: lookup(
    {
      with: { whom: 'person', from: 'half_day', to: 'half_day' },
      optional: ['to'],
      returns: {
        name: 'text',
        span: 'text',
        when: 'text',
        days: 'days',
        over: 'yes_no',
        rest: 'yes_no',
        past: 'yes_no',
      },
    },
    async (context, { whom, from, to }) => {
      const person = await belowMe(context, whom.userid)
      const chain = person && (await chainAt(context, person, from))
      if (!person || !chain) return null
      const words = context.tools.words()
      const called = within({ from, to: to ?? chain.end }, { from: chain.root.from, to: chain.end })
      const parts = called ? await partsIn(context, chain, called) : []
      return {
        name: person.name,
        span: formatSpan(chain.root.from, chain.end, words, context.today),
        when: called ? whenOf(context, chain, called) : '',
        days: daysOf(parts),
        over: called === null || daysOf(parts) === 0,
        rest: called !== null && called.to >= chain.end,
        past: called !== null && isPast(context, called),
      }
    },
  ),
}

export const recallEffects = {
  /**
   * Calls somebody back to work from his leave, by his supervisor or HR: the days go back to the grants they came
   * from, and he is told. Being ordinary work from then on, they are no overtime as well.
   */
  'leave.recall': effect(
    {
      with: { whom: 'person', from: 'half_day', to: 'half_day' },
      optional: ['to'],
      result: { name: 'text', days: 'text' },
      refusals: { gone: [] },
    },
    async (context, { whom, from, to }) => {
      const { tools, today, key } = context
      const person = await belowMe(context, whom.userid)
      const chain = person && (await chainAt(context, person, from))
      if (!person || !chain) throw new Refusal('gone')
      const called = within({ from, to: to ?? chain.end }, { from: chain.root.from, to: chain.end })
      const parts = called ? await partsIn(context, chain, called) : []
      if (!called || daysOf(parts) === 0) throw new Refusal('gone')
      const given = await giveDaysBack(context, parts, `recall/${key}`)
      await writeDown(context, parts, called)
      if (called.to >= chain.end) await endChain(context, chain, parts, called.from)
      else await pause(context, parts, called)
      const days = formatDays(daysOf(parts))
      const refund = given
        ? tools.text('leave_refund', {
            account: tools.text(`account_${given.account}`),
            days: formatDays(given.halfDays),
          })
        : ''
      await context.push(person, isPast(context, called) ? 'leave_recalled_before' : 'leave_recalled', {
        key: `recalled/${key}`,
        values: {
          no: chain.root.no,
          span: formatSpan(chain.root.from, chain.end, tools.words(), today),
          when: whenOf(context, chain, called),
          days,
          who: titleOf(context.person),
          refund,
        },
      })
      return { name: person.name, days }
    },
  ),
}

/** How long afterwards it can still be noted that somebody was called back, in days. */
const LATEST = 30

/** Somebody below me, or anybody for HR; never myself, and nobody learns who else has leave. */
export async function belowMe(context: CareContext, userid: string): Promise<Person | null> {
  const { tx, tools, person } = context
  const whom = await tools.directory.byUserid(tx, userid)
  if (!whom || whom.id === person.id) return null
  const visible = await visibleTo(tx, person)
  return visible === null || visible.has(whom.id) ? whom : null
}

/** Leave of a kind that can be cut short, from which he has not reported back, that ends now, later, or not long ago; oldest first. */
async function callable(context: CareContext, { id }: Person): Promise<Chain[]> {
  const { tx, tools, today } = context
  const since = halfDay(addDays(today, -LATEST), 'a')
  const found: Chain[] = []
  for (const chain of await chainsOf(tx, id, today)) {
    if (chain.end < since || chain.root.back !== null) continue
    const form = await formOf<LeaveForm>(context, chain.root.no)
    if (form && isRecallable(tools.policy(LEAVE), form.kind)) found.push(chain)
  }
  return found.toSorted((a, b) => (a.root.from < b.root.from ? -1 : 1))
}

/** The leave that he is on at a half-day, or the next one after it; else the last before. */
async function chainAt(context: CareContext, person: Person, from: HalfDay): Promise<Chain | null> {
  const chains = await callable(context, person)
  return chains.find(({ end }) => end >= from) ?? chains.at(-1) ?? null
}

function daysOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { back }) => sum + back, 0)
}

function whenOf(
  { tools, today }: CareContext,
  { end }: Chain,
  called: { from: HalfDay; to: HalfDay },
): string {
  return called.to >= end
    ? tools.text('recall_from', { when: formatHalfDay(called.from, tools.words(), today) })
    : formatSpan(called.from, called.to, tools.words(), today)
}

/** It is noted afterwards: whoever was called for all of it has come already. */
function isPast({ today }: CareContext, called: { from: HalfDay; to: HalfDay }): boolean {
  return called.to < halfDay(today, 'a')
}

async function writeDown(
  { tx, now, person }: EffectContext,
  parts: readonly Part[],
  called: { from: HalfDay; to: HalfDay },
): Promise<void> {
  for (const { row, back } of parts) {
    const lies = within(row, called)
    if (!lies || back === 0) continue
    await tx.db.insert(tx.t.recall).values({
      id: randomId(),
      no: row.no,
      person: row.person,
      ...lies,
      halfDays: back,
      by: person.id,
      at: now,
    })
  }
}

/** He is called back for some days, and the rest goes on. */
async function pause(
  context: EffectContext,
  parts: readonly Part[],
  called: { from: HalfDay; to: HalfDay },
): Promise<void> {
  for (const { row, left, back } of parts) {
    const lies = within(row, called)
    if (!lies || back === 0) continue
    await shortenLeave(context.tx, row.no, left)
    await tellOfRecall(context, row, lies)
  }
}

/** He is called back for good: the leave ends there, and he reports back when he has come. */
async function endChain(
  context: EffectContext,
  chain: Chain,
  parts: readonly Part[],
  first: HalfDay,
): Promise<void> {
  await endBefore(context, parts, first, null)
  await dropWaiting(context, chain.waiting)
  const whole = parts.reduce((sum, { back, left }) => sum + back + left, 0)
  await watchEnd(context, { no: chain.root.no, halfDays: whole }, first)
}
