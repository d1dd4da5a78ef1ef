import { formatDate } from '../../dialogue/format.ts'
import { localDate } from '../../kernel/clock.ts'
import type { Person } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { schedule } from '../../runtime/timers.ts'
import { askedInPlace } from './in-place.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import type { Application } from './store.ts'
import { tellOfLong } from './tell-hr.ts'
import { WAITING, watchWaiting } from './watch-waiting.ts'

/** @param kindOf what the care areas do with their requests; those that are quiet have reminders of their own */
export function waitingJobs(kindOf: KindOf) {
  return {
    async [WAITING](context: JobContext, about: string): Promise<void> {
      const { tx, tools, today } = context
      const [id = ''] = about.split(' ')
      const person = await tools.directory.byId(tx, id)
      if (!person) return
      const waiting = await waitingForMe({ ...context, person }, kindOf)
      const loud = waiting.filter(one => !kindOf(one).quiet)
      if (loud.length === 0) return
      const older = loud.filter(one => localDate(one.created, tools.zone) < today)
      const own: Application[] = []
      for (const one of older) {
        // Who stands in for him is reminded of what waits for both.
        const to = one.turn === id ? await askedInPlace(context, one, person) : person
        if (to.id === id) own.push(one)
        else await later(context, to.id)
      }
      await remind(context, person, own)
      const his = older.filter(one => one.turn === id)
      await tellOfLong(context, person, his)
      await watchWaiting(context, id)
    },
  }

  /** The deputy's own reminder, this morning. */
  async function later({ tx, now, today }: JobContext, deputy: string): Promise<void> {
    await schedule(tx, WAITING, `${deputy} ${today}`, now)
  }
}

/** Says how many wait and since when: once a day, whoever wanted it said. */
export async function remind(
  { tools, today, push }: Pick<JobContext, 'tools' | 'today' | 'push'>,
  person: Person,
  waiting: readonly Application[],
): Promise<void> {
  const [oldest] = waiting
  if (!oldest) return
  await push(person, 'waiting_digest', {
    key: digestKey(person.id, today),
    values: {
      count: waiting.length,
      date: formatDate(localDate(oldest.created, tools.zone), tools.words(), today),
    },
  })
}

/** One a day: the morning's and one that an applicant has asked for are the same message. */
export function digestKey(person: string, today: string): string {
  return `waiting/${person}/${today}`
}
