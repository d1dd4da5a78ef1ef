import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { whoever } from '../people/store.ts'
import { saidWith } from './decisions.ts'
import { standsInFor } from './deputies.ts'
import { giveTurn } from './give-turn.ts'
import { type KindOf, waitingForMe } from './my-turn.ts'
import { type Step, stepsOf } from './steps.ts'
import { type Application, findApplication, olderRequests } from './store.ts'
import { undoable } from './undo-standing.ts'

const Line = Type.Object({
  no: Type.String(),
  kind: Type.String(),
  status: Type.String(),
  person: Type.String({ description: 'Name' }),
  unit: Type.String(),
  created: Type.Integer({ description: 'ms UTC' }),
  gone: Type.Union([Type.Literal('person'), Type.Literal('turn'), Type.Null()], {
    description: 'Open, and somebody has left: whose it is, or whose turn it is',
  }),
})
const NUMBER = '^[A-Z]{2}-\\d{8}-\\d{4,}$'
const No = Type.Object({ no: Type.String({ pattern: NUMBER }) })
const Nothing = Type.Null({ description: 'Done; nothing to say' })
export const Whole = Type.Object({
  ...Line.properties,
  brief: Type.String(),
  mine: Type.Boolean({ description: 'I am whom it is for' }),
})
const One = Type.Object({
  ...Whole.properties,
  waitsFor: Type.Union([Type.String(), Type.Null()], { description: 'The name of who decides next' }),
  asked: Type.Union(
    [
      Type.Object({ question: Type.String(), by: Type.String({ description: 'Surname and post' }) }),
      Type.Null(),
    ],
    { description: 'Returned (退回补充): what was asked, and by whom' },
  ),
  mayUndo: Type.Boolean({ description: 'I agreed to it, and can still take that back' }),
  steps: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      does: Type.Union([Type.Literal('decide'), Type.Literal('file')]),
      person: Type.String({ description: 'Name' }),
      state: Type.String({ description: 'waiting, turn, agreed, refused, skipped, told' }),
      by: Type.String({ description: 'The name of who decided in his place, or “”' }),
      at: Type.Union([Type.Integer(), Type.Null()], { description: 'ms UTC' }),
    }),
    { description: 'Who decides, in order, and who is told when it is approved' },
  ),
})

/** Requests in the console: everybody's numbers and states for HR, one's own turn for those who decide. */
export function applicationRoutes(kindOf: KindOf): Route[] {
  return [
    route(
      {
        method: 'GET',
        path: '/applications',
        summary: 'Requests, newest first: number, kind, state; no form',
        roles: ['hr', 'admin'],
        query: Type.Object({
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
          before: Type.Optional(
            Type.String({
              pattern: NUMBER,
              description: 'The last number of the page before: older ones follow',
            }),
          ),
        }),
        returns: Type.Array(Line),
        audit: null,
      },
      ({ query, actor, services: { storage } }) =>
        storage.read(async tx => {
          const mayKnow = (found: Application) => kindOf(found).mayKnow?.(actor, found) ?? true
          const last = query.before === undefined ? null : await findApplication(tx, query.before)
          // A number that is not his to know must not be told from one that is not there by what follows it.
          if (query.before !== undefined && !(last && mayKnow(last))) throw new Fault('NOT_FOUND')
          const page = await pageOf(tx, last, query.limit ?? 50, mayKnow)
          return Promise.all(page.map(found => lineOf(tx, found)))
        }),
    ),
    route(
      {
        method: 'GET',
        path: '/applications/:no',
        summary: 'One request, for HR and for the one whose turn it is',
        roles: ['staff'],
        params: No,
        returns: One,
        audit: 'application.view',
      },
      ({ params, actor, now, today, services: { storage, tools } }) =>
        storage.read(async tx => {
          const found = await findApplication(tx, params.no)
          const context = { tx, now, today, person: actor, tools }
          if (!found || !(await mayRead(context, kindOf, found))) throw new Fault('NOT_FOUND')
          const brief = await kindOf(found).brief(context, found)
          const waitsFor = found.turn === null ? null : (await whoever(tx, found.turn)).name
          const steps = await shownSteps(tx, found.no)
          const mayUndo = typeof (await undoable(context, kindOf, found.no)) !== 'string'
          const asked = found.status === 'returned' ? await askedOf(context, found) : null
          const mine = found.person === actor.id
          return { ...(await lineOf(tx, found)), brief, mine, waitsFor, asked, mayUndo, steps }
        }),
    ),
    route(
      {
        method: 'PUT',
        path: '/applications/:no/turn',
        summary: 'Give a request that waits for somebody who has left to somebody else',
        roles: ['hr'],
        params: No,
        body: Type.Object(
          { userid: Type.String({ minLength: 1, maxLength: 64 }) },
          { additionalProperties: false },
        ),
        returns: Nothing,
        audit: 'application.turn',
      },
      ({ params, body, actor, now, today, services: { storage, tools, road } }) =>
        storage.transaction(async tx => {
          const found = await findApplication(tx, params.no)
          const context = { tx, now, today, person: actor, tools, push: road.push(tx, now) }
          if (!found || !(await mayRead(context, kindOf, found))) throw new Fault('NOT_FOUND')
          // Nobody chooses who decides what he asked for, or wrote for another.
          if (found.person === actor.id || found.author === actor.id) throw new Fault('NOT_ALLOWED')
          // What is decided by rule (hardship) is not handed about, and nobody decides his own.
          const to = await tools.directory.byUserid(tx, body.userid)
          if (!to) throw unknownPerson(body.userid)
          if (kindOf(found).quiet || to.id === found.person || to.id === found.author)
            throw new Fault('NOT_ALLOWED')
          if (!found.turn || !(await whoever(tx, found.turn)).left) throw new Fault('CONFLICT')
          await giveTurn(context, kindOf, found, to)
        }),
    ),
    route(
      {
        method: 'GET',
        path: '/approvals',
        summary: 'Requests that wait for me',
        roles: ['staff'],
        returns: Type.Array(Whole),
        audit: null,
      },
      ({ actor, now, today, services: { storage, tools } }) =>
        storage.read(async tx =>
          Promise.all(
            (await waitingForMe({ tx, now, today, person: actor, tools }, kindOf)).map(async found => {
              const brief = await kindOf(found).brief({ tx, now, today, person: actor, tools }, found)
              return { ...(await lineOf(tx, found)), brief, mine: found.person === actor.id }
            }),
          ),
        ),
    ),
  ]
}

/** A whole page of what may be known, however much of what lies between may not. */
async function pageOf(
  tx: Tx,
  after: Application | null,
  limit: number,
  mayKnow: (found: Application) => boolean,
): Promise<Application[]> {
  const page: Application[] = []
  for (let last = after; ; ) {
    const rows = await olderRequests(tx, last, limit)
    page.push(...rows.filter(mayKnow))
    if (page.length >= limit || rows.length < limit) return page.slice(0, limit)
    last = rows.at(-1) ?? null
  }
}

export async function lineOf(tx: Tx, { no, kind, status, created, person, turn }: Application) {
  const who = await whoever(tx, person)
  const open = status === 'pending' || status === 'consent' || status === 'returned'
  const stuck = open && turn !== null && (await whoever(tx, turn)).left
  const gone: 'person' | 'turn' | null = stuck ? 'turn' : open && who.left ? 'person' : null
  return { no, kind, status, created, person: who.name, unit: who.unit, gone }
}

function unknownPerson(value: string): Fault {
  return new Fault('INPUT_INVALID', {
    details: [{ where: 'userid', rule: 'unknown_person', values: { value } }],
  })
}

/** HR, or whom its kind names; whom it is for; and everybody of its chain who decides or has decided. */
export async function mayRead(context: CareContext, kindOf: KindOf, found: Application): Promise<boolean> {
  const { tx, person } = context
  const kind = kindOf(found)
  if (kind.mayKnow?.(person, found) ?? person.roles.includes('hr')) return true
  if (found.turn === person.id || found.person === person.id) return true
  if (kind.quiet) return false
  const came = (one: Step) => one.state === 'turn' || one.state === 'agreed' || one.state === 'refused'
  const own = await standsInFor(context, person.id)
  // Whose turn it was learns what his deputy made of it, and the deputy what he did himself; of whom he stands in for he
  // reads what is to be decided now (returned with a question, it comes back), and nothing that was decided before.
  const his = (one: Step) =>
    one.by === person.id ||
    (one.person === person.id && came(one)) ||
    (one.state === 'turn' && own.includes(one.person))
  if ((await stepsOf(tx, found.no)).some(his)) return true
  return (await waitingForMe(context, kindOf)).some(one => one.no === found.no)
}

async function askedOf(context: CareContext, found: Application) {
  const asked = await saidWith(context, found, 'returned')
  return asked && { question: asked.said, by: asked.approver }
}

async function shownSteps(tx: Tx, no: string) {
  const shown = []
  for (const { seq, does, person, state, by, at } of await stepsOf(tx, no)) {
    const deputy = by === null || by === person ? '' : (await whoever(tx, by)).name
    shown.push({ seq, does, person: (await whoever(tx, person)).name, state, by: deputy, at })
  }
  return shown
}
