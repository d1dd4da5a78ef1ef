import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import { formatDate } from '../../dialogue/format.ts'
import { Refusal } from '../../kernel/faults.ts'
import { dateOf } from '../../kernel/half-day.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import type { CareContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { arrangedBy, type Delegation } from './deputies.ts'
import type { Telling } from './kind.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'

/** From when to when, both included; null = whenever he is on leave. */
export type Period = { from: string; to: string } | null

export const delegateLookups = {
  /** Who decides instead of me, and when. */
  my_deputies: lookup(
    { with: {}, returns: { found: 'yes_no', text: 'text' } },
    async ({ tx, tools, today, person }) => {
      const lines: string[] = []
      for (const row of await arrangedBy(tx, person.id, today)) {
        const deputy = await tools.directory.byId(tx, row.deputy)
        if (deputy)
          lines.push(
            tools.text('deputy_line', { name: titleOf(deputy), when: whenOf({ tools, today }, row) }),
          )
      }
      return { found: lines.length > 0, text: lines.join(tools.words().and) }
    },
  ),
}

/** @param kindOf what the care areas know of their requests */
export const delegateEffects = (kindOf: KindOf) => ({
  /** 代批: somebody decides instead of me for some days, or whenever I am on leave. He is told. */
  'approval.delegate': effect(
    {
      with: { deputy: 'person', from: 'half_day', to: 'half_day' },
      optional: ['from', 'to'],
      result: { name: 'text', when: 'text' },
      refusals: { not_he: ['name'], over: [] },
    },
    async (context, { deputy, from, to }) => {
      const { tx, tools, today, person } = context
      const who = await tools.directory.byUserid(tx, deputy.userid)
      if (!who || who.id === person.id) throw new Refusal('not_he', { name: deputy.name })
      const period = from && to ? { from: dateOf(from), to: dateOf(to) } : null
      if (period && (period.to < today || period.to < period.from)) throw new Refusal('over')
      await arrange(context, kindOf, { absent: person, deputy: who, period })
      return { name: titleOf(who), when: whenOf({ tools, today }, period ?? { from: null, to: null }) }
    },
  ),

  /** I decide myself again: everything arranged ends. */
  'approval.own': effect({ with: {}, result: { text: 'text' }, refusals: { none: [] } }, async context => {
    const { tx, tools, today, person } = context
    const arranged = await arrangedBy(tx, person.id, today)
    if (arranged.length === 0) throw new Refusal('none')
    for (const row of arranged) await endDelegation(context, row)
    return { text: tools.text('deputies_ended') }
  }),
})

/**
 * Writes a delegation down. Of those with dates, and of those without, one holds: a new one ends the one before.
 * @param about `deputy` is told, with how much waits for him already; so is who is absent, where he did not name him
 * @returns its id
 */
export async function arrange(
  context: Telling & Pick<CareContext, 'person'>,
  kindOf: KindOf,
  { absent, deputy, period }: { absent: Person; deputy: Person; period: Period },
): Promise<string> {
  const { tx, tools, now, today, person, push } = context
  const { delegation } = tx.t
  await tx.db
    .update(delegation)
    .set({ ended: now })
    .where(
      and(
        eq(delegation.person, absent.id),
        isNull(delegation.ended),
        period ? isNotNull(delegation.from) : isNull(delegation.from),
      ),
    )
  const id = randomId()
  const dates = { from: period?.from ?? null, to: period?.to ?? null }
  await tx.db
    .insert(delegation)
    .values({ id, person: absent.id, deputy: deputy.id, ...dates, created: now, ended: null })
  await writeAudit(tx, { actor: person.id, action: 'delegation.set', about: id }, now)
  const when = whenOf({ tools, today }, dates)
  const waiting = await waitingForMe({ ...context, person: deputy }, kindOf)
  const count = waiting.filter(({ turn }) => turn === absent.id).length
  await push(deputy, count > 0 ? 'deputy_named_now' : 'deputy_named', {
    key: `deputy/${id}`,
    values: { name: titleOf(absent), when, count },
  })
  if (absent.id !== person.id)
    await push(absent, 'deputy_arranged', {
      key: `deputy/${id}`,
      values: { by: titleOf(person), name: titleOf(deputy), when },
    })
  return id
}

/** Ends a delegation; the deputy is told, and who was absent, where it was not he who ended it. */
export async function endDelegation(
  { tx, tools, now, person, push }: Telling & Pick<CareContext, 'person'>,
  { id, person: absent, deputy }: Delegation,
): Promise<void> {
  const { delegation } = tx.t
  await tx.db.update(delegation).set({ ended: now }).where(eq(delegation.id, id))
  await writeAudit(tx, { actor: person.id, action: 'delegation.end', about: id }, now)
  const [to, whose] = [await tools.directory.byId(tx, deputy), await tools.directory.byId(tx, absent)]
  if (to && whose)
    await push(to, 'deputy_ended', { key: `deputy_ended/${id}`, values: { name: titleOf(whose) } })
  if (whose && whose.id !== person.id)
    await push(whose, 'deputy_withdrawn', {
      key: `deputy_ended/${id}`,
      values: { by: titleOf(person) },
    })
}

/** “11月30日（周一）到12月4日（周五）”, or that it is whenever he is on leave. */
export function whenOf(
  { tools, today }: Pick<CareContext, 'tools' | 'today'>,
  { from, to }: Pick<Delegation, 'from' | 'to'>,
): string {
  const { words, text } = tools
  if (from === null || to === null) return text('deputy_on_leave')
  const first = formatDate(from, words(), today)
  return from === to ? first : text('deputy_span', { from: first, to: formatDate(to, words(), today) })
}
