import { eq } from 'drizzle-orm'
import { localTime } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { maySend } from '../../kernel/sending-hours.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { askedInPlace } from './in-place.ts'
import { digestKey, remind } from './jobs.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import { requestsOf } from './store.ts'

/** @param kindOf what the care areas do with their requests */
export function urgeEffects(kindOf: KindOf) {
  return {
    /**
     * 催办: the program reminds whoever decides of everything that waits for him, once a day at most, in its own name.
     * Who wanted it said is not in it: nagging is the system's business, not the junior's.
     */
    'application.urge': effect(
      { with: {}, result: { text: 'text' }, refusals: { none: [] } },
      async context => {
        const { tools, now } = context
        const people = await decidersOfMine(context)
        if (people.length === 0) throw new Refusal('none')
        const names = people.map(titleOf).join(tools.words().and)
        if (!maySend(tools.policy(REMINDERS), tools.calendar, localTime(now, tools.zone)))
          return { text: tools.text('urged_later', { names }) }
        const open = []
        for (const person of people) if (!(await wasReminded(context, person))) open.push(person)
        if (open.length === 0) return { text: tools.text('urged_already', { names }) }
        for (const person of open) {
          const waiting = await waitingForMe({ ...context, person }, kindOf)
          await remind(
            context,
            person,
            waiting.filter(one => !kindOf(one).quiet),
          )
        }
        return { text: tools.text('urged', { names: open.map(titleOf).join(tools.words().and) }) }
      },
    ),
  }

  async function decidersOfMine(context: EffectContext): Promise<Person[]> {
    const { tx, tools, person } = context
    const people: Person[] = []
    for (const found of await requestsOf(tx, person.id, ['pending'], 20)) {
      const approver = found.turn && !kindOf(found).quiet && (await tools.directory.byId(tx, found.turn))
      const to = approver ? await askedInPlace(context, found, approver) : null
      if (to && !people.some(one => one.id === to.id)) people.push(to)
    }
    return people
  }
}

async function wasReminded({ tx, today }: EffectContext, { id }: Person): Promise<boolean> {
  const { outbox } = tx.t
  const rows = await tx.db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(eq(outbox.key, `push/${digestKey(id, today)}/${id}`))
  return rows.length > 0
}
