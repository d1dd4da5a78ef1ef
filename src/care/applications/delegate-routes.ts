import { Type } from 'typebox'
import { Fault, type Rule } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { Directory } from '../../runtime/directory.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { whoever } from '../people/store.ts'
import { arrange, endDelegation, type Period } from './delegate.ts'
import { arrangedByAll, arrangedWith, type Delegation } from './deputies.ts'
import type { KindOf } from './my-turn.ts'

const Userid = Type.String({ minLength: 1, maxLength: 64 })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const MaybeDay = (description: string) => Type.Union([Type.String(), Type.Null()], { description })
const Nothing = Type.Null({ description: 'Done; nothing to say' })

const Line = Type.Object({
  id: Type.String(),
  person: Type.String({ description: 'The name of whose requests it is about' }),
  unit: Type.String(),
  deputy: Type.String({ description: 'The name of who decides instead' }),
  from: MaybeDay('First day; null = whenever he is on leave'),
  to: MaybeDay('Last day; null = whenever he is on leave'),
  mine: Type.Boolean({ description: 'It is about my requests' }),
})

/** 代批: who decides instead of whom, and when. One's own for who decides, everybody's for HR. */
export const delegateRoutes = (kindOf: KindOf): readonly Route[] => [
  route(
    {
      method: 'GET',
      path: '/delegations',
      summary:
        'Who stands in for whom, now or to come: everybody for HR; else what one arranged or was asked to',
      roles: ['supervisor', 'fund', 'hr'],
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, today, services: { storage } }) =>
      storage.read(async tx => {
        const rows = isHr(actor) ? await arrangedByAll(tx, today) : await arrangedWith(tx, actor.id, today)
        const lines = await Promise.all(rows.map(row => lineOf(tx, actor, row)))
        return lines.filter(line => line !== null)
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/delegations',
      summary:
        'Name who decides instead of me, or for HR instead of anybody: for some days, or without days whenever he is on leave. Of each sort the newest holds. Both are told',
      roles: ['supervisor', 'fund', 'hr'],
      body: Type.Object(
        {
          userid: Type.Optional(Userid),
          deputy: Userid,
          from: Type.Optional(Day),
          to: Type.Optional(Day),
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({ id: Type.String() }),
      // `arrange` writes its line with what it changes.
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { body, actor, today } = call
        const { directory } = call.services.tools
        const absent = await absentOf(tx, directory, actor, body.userid ?? actor.userid)
        const deputy = await directory.byUserid(tx, body.deputy)
        if (!deputy) throw faultOf('deputy', 'unknown_person', { value: body.deputy })
        if (deputy.id === absent.id) throw faultOf('deputy', 'own_deputy')
        // Nobody gives himself the power to decide instead of others.
        if (deputy.id === actor.id) throw new Fault('NOT_ALLOWED')
        return {
          id: await arrange(contextOf(tx, call), kindOf, { absent, deputy, period: periodOf(body, today) }),
        }
      }),
  ),
  route(
    {
      method: 'DELETE',
      path: '/delegations/:id',
      summary: 'End a delegation of mine, or for HR anybody’s: he decides himself again. Both are told',
      roles: ['supervisor', 'fund', 'hr'],
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Nothing,
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { actor, params, today } = call
        const found = (await arrangedByAll(tx, today)).find(({ id }) => id === params.id)
        if (!found || (found.person !== actor.id && !isHr(actor))) throw new Fault('NOT_FOUND')
        await endDelegation(contextOf(tx, call), found)
        return null
      }),
  ),
]

function isHr(actor: Person): boolean {
  return actor.roles.includes('hr')
}

/** Whose requests they are. For who is not HR, others and those who are not there are the same. */
async function absentOf(tx: Tx, directory: Directory, actor: Person, userid: string): Promise<Person> {
  if (userid === actor.userid) return actor
  const found = isHr(actor) ? await directory.byUserid(tx, userid) : null
  if (!found) throw new Fault('NOT_FOUND')
  return found
}

function periodOf({ from, to }: { from?: string; to?: string }, today: string): Period {
  if (from === undefined && to === undefined) return null
  if (from === undefined) throw faultOf('from', 'together', { value: 'to' })
  if (to === undefined) throw faultOf('to', 'together', { value: 'from' })
  if (!isDate(from)) throw faultOf('from', 'date')
  if (!isDate(to)) throw faultOf('to', 'date')
  const earliest = from > today ? from : today
  if (to < earliest) throw faultOf('to', 'not_before', { value: earliest })
  return { from, to }
}

function contextOf(tx: Tx, { actor, now, today, services }: Call<unknown, unknown, unknown>) {
  const { tools, road } = services
  return { tx, now, today, person: actor, tools, push: road.push(tx, now) }
}

/** @returns null where one of the two has left: nobody is asked by it any more */
async function lineOf(tx: Tx, actor: Person, { id, person, deputy, from, to }: Delegation) {
  const [absent, instead] = [await whoever(tx, person), await whoever(tx, deputy)]
  if (absent.left || instead.left) return null
  const { name, unit } = absent
  return { id, person: name, unit, deputy: instead.name, from, to, mine: person === actor.id }
}

function faultOf(where: string, rule: Rule, values: Record<string, string> = {}): Fault {
  return new Fault('INPUT_INVALID', { details: [{ where, rule, values }] })
}
