import { formatSpan } from '../../dialogue/format.ts'
import { instantOf } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/faults.ts'
import { addDays, dateOf, halfDay } from '../../kernel/half-day.ts'
import { titleOf } from '../../kernel/person.ts'
import { nextSending } from '../../kernel/sending-hours.ts'
import type { CareContext, EffectContext, JobContext } from '../../runtime/context.ts'
import { effect, lookup } from '../../runtime/declare.ts'
import { REMINDERS } from '../../runtime/reminders.ts'
import { schedule } from '../../runtime/timers.ts'
import { createApplication } from '../applications/store.ts'
import { fileAway, tellFiledUntil } from './filed-with.ts'
import type { AwayForm, Trip } from './form.ts'
import { AWAY } from './policy.ts'
import { unreported } from './rules.ts'
import { askToStandIn } from './stand-in.ts'
import { shortenStandIn } from './stand-in-over.ts'
import { awayOf, insertAway, openAway, setAway } from './store.ts'
import { awayTogether } from './together.ts'

/** Looks whether somebody has said that he is back in the city. */
const AWAY_OVER = 'away.over'
/** How long after its end a journey can still be ended by a word, in days. */
const LATEST = 30

export const awayLookups = {
  /** How many days back I can report by myself, and how far ahead. */
  away_bounds: lookup({ with: {}, returns: { back: 'number', far: 'number' } }, async ({ tools }) => {
    const { back_days: back, furthest_days: far } = tools.policy(AWAY)
    return { back, far }
  }),

  /** What to know before it is reported: that it comes late, whom of the leaders it leaves alone, what it overlaps. */
  away_check: lookup(
    {
      with: { from: 'half_day', to: 'half_day' },
      returns: { late: 'yes_no', ahead: 'number', together: 'text', overlap: 'text' },
    },
    async (context, { from, to }) => {
      const { tx, tools, today, person } = context
      const { ahead_days: ahead } = tools.policy(AWAY)
      const others = await openAway(tx, person.id, from)
      const other = others.find(row => row.from <= to)
      return {
        late: dateOf(from) < addDays(today, ahead),
        ahead,
        together: (await awayTogether(context, person, { from, to })).join(tools.words().and),
        overlap: other?.no ?? '',
      }
    },
  ),

  /** Journeys of mine that have begun and from which I have not said that I am back. */
  my_away_out: lookup({ with: {}, returns: 'options' }, async ({ tx, today, person }) => {
    const since = halfDay(addDays(today, -LATEST), 'a')
    const out = (await openAway(tx, person.id, since)).filter(({ from }) => from <= halfDay(today, 'p'))
    return out.map(({ no }) => ({ value: no, label: no }))
  }),
}

export const awayEffects = {
  /** 离市报备: the supervisor is told where to, HR that somebody is away and when. Nobody decides on it. */
  'away.report': effect(
    {
      with: { area: 'choice', city: 'text', from: 'half_day', to: 'half_day', acting: 'person' },
      optional: ['acting'],
      result: { no: 'text', supervisor: 'text' },
      refusals: { overlap: ['no'], invalid_range: [], too_old: [], too_far: [] },
    },
    async (context, { area, city, from, to, acting }) => {
      const { tx, tools, today, person, author = person, push } = context
      const form: AwayForm = { from, to, area, city }
      const { no, fresh } = await createApplication(context, {
        kind: 'away',
        person: person.id,
        status: 'approved',
        turn: null,
        form,
      })
      const supervisor = person.supervisor ? await tools.directory.byUserid(tx, person.supervisor) : null
      const result = { no, supervisor: supervisor ? titleOf(supervisor) : '' }
      if (!fresh) return result
      const office = author.id !== person.id
      const why = unreported(tools.policy(AWAY), { from, to }, { today, office })
      if (why) throw new Refusal(why.toLowerCase())
      const other = (await openAway(tx, person.id, from)).find(row => row.from <= to)
      if (other) throw new Refusal('overlap', { no: other.no })
      await insertAway(tx, { no, person: person.id, from, to })
      const span = formatSpan(from, to, tools.words(), today)
      const stands = acting && (await tools.directory.byUserid(tx, acting.userid))
      const together = (await awayTogether(context, person, { from, to })).join(tools.words().and)
      const values = {
        no,
        name: person.name,
        span,
        place: placeWords(tools, form),
        acting: stands ? tools.text('away_acting', { name: stands.name }) : '',
        together: together === '' ? '' : tools.text('away_together', { names: together }),
      }
      if (supervisor) await push(supervisor, 'away_reported', { key: `away/${no}`, values })
      await fileAway(context, { no, from, to })
      if (stands && stands.id !== person.id) await askToStandIn(context, no, stands, { from, to })
      await lookAfter(context, no, dateOf(to))
      return result
    },
  ),

  /** Says that one is back in the city; the supervisor is told. */
  'away.back': effect(
    { with: { journey: 'choice' }, result: { no: 'text' }, refusals: { gone: [] } },
    async (context, { journey }) => {
      const { tx, tools, today, now, person, push } = context
      const row = await awayOf(tx, journey)
      if (row?.person !== person.id || row.status !== 'reported' || row.back !== null)
        throw new Refusal('gone')
      const hour = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(tools.zone).hour
      const back = halfDay(today, hour < NOON ? 'a' : 'p')
      await setAway(tx, row.no, { back, to: back < row.to ? back : row.to })
      if (back < row.to) await shortenStandIn(context, row, back)
      if (back < row.to) await tellFiledUntil(context, row, back)
      const supervisor = person.supervisor && (await tools.directory.byUserid(tx, person.supervisor))
      if (supervisor)
        await push(supervisor, 'away_back_told', {
          key: `away/back/${row.no}`,
          values: { no: row.no, name: person.name, span: formatSpan(row.from, row.to, tools.words(), today) },
        })
      return { no: row.no }
    },
  ),
}

export const awayJobs = {
  /** Asks once, on the first workday after it, whether he is back. */
  async [AWAY_OVER](context: JobContext, no: string): Promise<void> {
    const { tx, tools, push } = context
    const row = await awayOf(tx, no)
    if (row?.status !== 'reported' || row.back !== null) return
    const person = await tools.directory.byId(tx, row.person)
    if (person) await push(person, 'away_over', { key: `away/over/${no}`, values: { no } })
  },
}

const NOON = 12

/** “省外，北京” */
export function placeWords({ text }: Pick<CareContext['tools'], 'text'>, form: Trip): string {
  return text('away_place', { area: text(`away_${form.area}`), city: form.city })
}

async function lookAfter({ tx, tools }: EffectContext, no: string, last: string): Promise<void> {
  const at = nextSending(tools.policy(REMINDERS), tools.calendar, `${addDays(last, 1)}T00:00`)
  if (at) await schedule(tx, AWAY_OVER, no, instantOf(at, tools.zone))
}
