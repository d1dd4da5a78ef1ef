import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { addDays } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { RETENTION, type Retention } from '../../runtime/retention.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import type { LifeKind, Standing } from './kind.ts'
import { KINDS } from './kinds.ts'
import { dueOn } from './rules.ts'
import { announced, type ExpiryRow, postpone, waitingRow } from './store.ts'

const Kind = Type.Enum(KINDS.map(one => one.kind) as [string, ...string[]])
const Line = Type.Object({
  kind: Kind,
  about: Type.String(),
  no: Type.String(),
  due: Type.String({ description: 'Deleted on this day, `YYYY-MM-DD`' }),
  times: Type.Integer({ description: 'How often it was put off' }),
  reason: Type.String({ description: 'Why, the last time; “” where it never was' }),
})
/** Lines of a kind that are looked at. */
const MOST = 500

/** What is soon deleted, for who deals with it: numbers and days. */
export const lifeRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/expiring',
      summary: 'What I deal with and what is soon deleted, by the day it goes',
      roles: ['handler', 'discipline', 'hr', 'fund'],
      returns: Type.Object({
        lines: Type.Array(Line),
        most: Type.Object({ days: Type.Integer(), times: Type.Integer() }),
      }),
      audit: null,
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const retention = tools.policy(RETENTION)
        const lines = []
        for (const kind of KINDS)
          for (const row of await announced(tx, kind.kind, MOST)) {
            const standing = await kind.standing(tx, tools, row.about)
            if (!standing || !isKeeper(standing, actor)) continue
            const { about, times } = row
            const due = goesOn(row, kind, retention)
            const reason = await reasonOf(tx, tools, row)
            lines.push({ kind: kind.kind, about, no: standing.no, due, times, reason })
          }
        lines.sort((a, b) => (a.due === b.due ? a.no.localeCompare(b.no) : a.due < b.due ? -1 : 1))
        const { most_days: days, times } = retention.postpone
        return { lines, most: { days, times } }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/expiring/:kind/:about/postpone',
      summary: 'Keeps it some days longer, with a reason; nobody is told anything new of it',
      roles: ['handler', 'discipline', 'hr', 'fund'],
      params: Type.Object({ kind: Kind, about: Type.String({ minLength: 1, maxLength: 64 }) }),
      body: Type.Object(
        {
          days: Type.Integer({ minimum: 1 }),
          reason: Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' }),
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ due: Type.String() }),
      audit: 'life.postponed',
    },
    ({ params, body, actor, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const retention = tools.policy(RETENTION)
        const { kind, row } = await mine(tx, tools, actor, params)
        const { most_days: max, times } = retention.postpone
        if (body.days > max)
          throw new Fault('INPUT_INVALID', {
            details: [{ where: 'days', rule: 'number', values: { min: 1, max } }],
          })
        if (row.times >= times) throw new Fault('POSTPONED_OUT')
        const until = addDays(goesOn(row, kind, retention), body.days)
        const place = placeOf(row)
        await postpone(tx, row, until, await tools.vault.seal(tx, 'life', place, body.reason.trim()))
        return { due: until }
      }),
  ),
]

/** @throws Fault NOT_FOUND for what is not waiting, and for what somebody else deals with */
async function mine(
  tx: Tx,
  tools: Tools,
  actor: Person,
  about: { kind: string; about: string },
): Promise<{ kind: LifeKind; row: ExpiryRow }> {
  const kind = KINDS.find(one => one.kind === about.kind)
  const row = kind && (await waitingRow(tx, kind.kind, about.about))
  const standing = row && (await kind.standing(tx, tools, row.about))
  if (!standing || !isKeeper(standing, actor)) throw new Fault('NOT_FOUND')
  return { kind, row }
}

/** Its day, or a later one where it was warned of late. */
function goesOn(row: ExpiryRow, kind: LifeKind, retention: Retention): string {
  const planned = dueOn(row, kind.days(retention))
  const warned = row.warned === null ? planned : addDays(row.warned, retention.warn_days)
  return warned > planned ? warned : planned
}

const isKeeper = ({ keepers }: Standing, actor: Person) => keepers.some(({ id }) => id === actor.id)

const placeOf = ({ kind, about }: ExpiryRow) => `expiry.reason:${kind}/${about}` as const

async function reasonOf(tx: Tx, tools: Tools, row: ExpiryRow): Promise<string> {
  return row.reason === null ? '' : tools.vault.openText(tx, placeOf(row), row.reason)
}
