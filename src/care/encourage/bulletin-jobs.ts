import type { Person } from '../../kernel/person.ts'
import type { JobContext } from '../../runtime/context.ts'
import { allPeople } from '../people/store.ts'
import { bulletinById } from './bulletin-store.ts'
import { monthWords } from './bulletin-words.ts'

/** Tells the heads of units that a bulletin is out. */
export const TELL_HEADS = 'encourage.bulletin'

export const bulletinJobs = {
  /** Each learns the rate of his own unit, where it is shown alone, beside that of all. */
  async [TELL_HEADS]({ tx, tools, push }: JobContext, id: string): Promise<void> {
    const published = await bulletinById(tx, id)
    if (!published?.content.total) return
    const { content, month, version } = published
    const { total, lines, target } = content
    const values = { month: monthWords(tools, month), target, all: total?.percent ?? 0 }
    for (const head of headsOf(await allPeople(tx))) {
      const own = lines.find(({ unit }) => unit === head.unit)
      const shown = own !== undefined && own.percent !== null
      await push(head, shown ? 'bulletin_out' : 'bulletin_out_all', {
        key: `bulletin/${month}/${version}`,
        values: shown ? { ...values, unit: head.unit, own: own.percent ?? 0 } : values,
      })
    }
  },
}

/** Who leads a unit: has people under him there, and nobody of the same unit above. */
export function headsOf(people: readonly Person[]): Person[] {
  const byUserid = new Map(people.map(person => [person.userid, person]))
  const leads = new Set(
    people.flatMap(({ supervisor, unit }) =>
      supervisor !== null && byUserid.get(supervisor)?.unit === unit ? [supervisor] : [],
    ),
  )
  return people.filter(({ userid, supervisor, unit }) => {
    const above = supervisor === null ? undefined : byUserid.get(supervisor)
    return leads.has(userid) && above?.unit !== unit
  })
}
