import { eq } from 'drizzle-orm'
import { localTime } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { addDays, dateOf, halfDay } from '../../kernel/half-day.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { maySend } from '../../kernel/sending-hours.ts'
import type { EffectContext } from '../../runtime/context.ts'
import { effect } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { askedInPlace } from './in-place.ts'
import { digestKey, remind } from './jobs.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import { type Application, requestsOf } from './store.ts'

/** A request of somebody's that waits, and who decides it today. */
interface Waiting {
  readonly found: Application
  readonly to: Person
}

/** @param kindOf what the care areas do with their requests */
export function urgeEffects(kindOf: KindOf) {
  return {
    /**
     * 催办: the program reminds whoever decides of everything that waits for him, once a day at most, in its own name.
     * Who wanted it said is not in it: nagging is the system's business, not the junior's. What begins tomorrow, or has
     * begun, is spoken of by itself and at once, whatever the hour: the next morning would be too late.
     */
    'application.urge': effect(
      { with: {}, result: { text: 'text' }, refusals: { none: [] } },
      async context => {
        const waiting = await waitingOf(context)
        if (waiting.length === 0) throw new Refusal('none')
        const soon: Waiting[] = []
        for (const one of waiting) if (await isUrgent(context, one.found)) soon.push(one)
        const others = waiting.filter(one => !soon.some(({ to }) => to.id === one.to.id))
        const said = [
          soon.length === 0 ? '' : await urgeAtOnce(context, soon),
          others.length === 0 ? '' : await urgeOnce(context, others),
        ]
        return { text: said.filter(line => line !== '').join('\n') }
      },
    ),
  }

  async function waitingOf(context: EffectContext): Promise<Waiting[]> {
    const { tx, tools, person } = context
    const waiting: Waiting[] = []
    for (const found of await requestsOf(tx, person.id, ['pending'], MOST)) {
      const approver = found.turn && !kindOf(found).quiet && (await tools.directory.byId(tx, found.turn))
      if (approver) waiting.push({ found, to: await askedInPlace(context, found, approver) })
    }
    return waiting
  }

  /** It has begun or begins tomorrow, and some of it is still to come: what is over can wait for the morning. */
  async function isUrgent(context: EffectContext, found: Application): Promise<boolean> {
    const { tools, now, today } = context
    const span = await kindOf(found).span?.(context, found)
    if (!span || dateOf(span.from) > addDays(today, 1)) return false
    return span.to >= halfDay(today, localTime(now, tools.zone).slice(11) < NOON ? 'a' : 'p')
  }

  /** Once a day for each request: the second time it is no news. */
  async function urgeAtOnce(context: EffectContext, soon: readonly Waiting[]): Promise<string> {
    const { tools, today, person, push } = context
    const open: Waiting[] = []
    for (const one of soon) {
      const key = `urgent/${one.found.no}/${today}`
      if (await wasSaid(context, key, one.to)) continue
      open.push(one)
      const brief = await kindOf(one.found).brief(context, one.found)
      await push(one.to, 'waiting_urgent', { key, values: { no: one.found.no, name: person.name, brief } })
    }
    return tools.text(open.length > 0 ? 'urged_now' : 'urged_now_already', {
      names: namesOf(context, open.length > 0 ? open : soon),
    })
  }

  async function urgeOnce(context: EffectContext, waiting: readonly Waiting[]): Promise<string> {
    const { tools, now, today } = context
    if (!maySend(tools.policy(REMINDERS), tools.calendar, localTime(now, tools.zone)))
      return tools.text('urged_later', { names: namesOf(context, waiting) })
    const open: Waiting[] = []
    for (const one of waiting)
      if (!(await wasSaid(context, digestKey(one.to.id, today), one.to))) open.push(one)
    for (const { to } of open) {
      const his = await waitingForMe({ ...context, person: to }, kindOf)
      const loud = his.filter(one => !kindOf(one).quiet)
      await remind(context, to, loud)
    }
    return tools.text(open.length > 0 ? 'urged' : 'urged_already', {
      names: namesOf(context, open.length > 0 ? open : waiting),
    })
  }
}

const NOON = '12:00'

/** Requests of one person that are looked through. */
const MOST = 20

function namesOf({ tools }: EffectContext, waiting: readonly Waiting[]): string {
  return [...new Set(waiting.map(({ to }) => titleOf(to)))].join(tools.words().and)
}

async function wasSaid({ tx }: EffectContext, key: string, { id }: Person): Promise<boolean> {
  const { outbox } = tx.t
  const rows = await tx.db
    .select({ seq: outbox.seq })
    .from(outbox)
    .where(eq(outbox.key, `push/${key}/${id}`))
  return rows.length > 0
}
