import { formatSpan } from '../../dialogue/format.ts'
import { halfDay } from '../../kernel/half-day.ts'
import type { ApplicationKind } from '../applications/kind.ts'
import { tellFiledBack } from './filed-with.ts'
import { endStandIn } from './stand-in-over.ts'
import { awayOf, setAway } from './store.ts'

/** A report of leaving the city: nobody decides on it, and it can be taken back until it begins. */
export const awayKind: ApplicationKind = {
  kind: 'away',
  standing: 'status_reported',

  /** That somebody is away and when; where to is for his supervisor alone. */
  async brief({ tx, tools, today }, { no }) {
    const row = await awayOf(tx, no)
    return tools.text('away_brief', {
      span: row ? formatSpan(row.from, row.to, tools.words(), today) : '',
    })
  },

  ask: undecided,
  approved: undecided,
  refused: undecided,

  async mayWithdraw({ tx, today }, { no }) {
    const row = await awayOf(tx, no)
    return row !== null && row.from > halfDay(today, 'p')
  },

  async withdrawn(context, { no }) {
    const row = await awayOf(context.tx, no)
    await setAway(context.tx, no, { status: 'withdrawn' })
    const whose = row && (await context.tools.directory.byId(context.tx, row.person))
    if (row) await endStandIn(context, row)
    if (row && whose) await tellFiledBack({ ...context, person: whose }, row)
    return ''
  },
}

async function undecided(): Promise<never> {
  throw new Error('Nobody decides on a report of leaving the city.')
}
