import { Type } from 'typebox'
import { Fault, Refusal } from '../../kernel/faults.ts'
import { type Route, route } from '../../runtime/route.ts'
import {
  actAt,
  contextFor,
  errandAbout,
  errandFor,
  Office,
  personFor,
  saying,
  Userid,
} from '../applications/desk.ts'
import { findApplication } from '../applications/store.ts'
import { Half } from '../away/desk-shapes.ts'
import { leaveBrief } from './brief.ts'
import { chainOf } from './chain.ts'
import { changeEffects } from './change.ts'
import { checkKind, dayOf, halfOf, ProofBy, spanOf, Trip } from './desk-shapes.ts'
import { handInLeave } from './effects.ts'
import { extendEffects } from './extend.ts'
import { LEAVE } from './policy.ts'
import { belowMe, recallEffects } from './recall.ts'
import { returnEffects } from './return.ts'
import { notEntitled } from './rules.ts'
import { standsFor } from './stands-for.ts'

const No = Type.Object({ no: Type.String({ pattern: '^QJ-\\d{8}-\\d{4,}$' }) })
const Why = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S', description: 'Sealed' })
const closed = { additionalProperties: false }
const office = Type.Optional(Office)
const Filed = Type.Object({
  no: Type.String({ description: 'Of the request' }),
  approver: Type.String({ description: 'Who was asked to decide it' }),
})

/** The life of a leave by the API: one's own, and anybody's for HR, by the very effects of the chat. */
export const deskRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/leave/kinds',
      summary:
        'Kinds of leave that can be asked for; of a person (oneself, for HR anybody) those that are for him',
      roles: ['staff'],
      query: Type.Object({ userid: Type.Optional(Userid) }),
      returns: Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
      audit: null,
    },
    async call => {
      const { storage, tools } = call.services
      const { userid } = call.query
      const whose =
        userid === undefined
          ? null
          : personFor(call, await storage.read(tx => tools.directory.byUserid(tx, userid)))
      const table = tools.policy(LEAVE)
      return Object.keys(table.kinds)
        .filter(kind => whose === null || notEntitled(table, kind, whose, null) === null)
        .map(value => ({ value, label: tools.text(`kind_${value}`) }))
    },
  ),
  route(
    {
      method: 'POST',
      path: '/leave',
      summary:
        'Hand in a request of leave, of one’s own or (HR, with `office`) for somebody: judged, decided and told as from the chat',
      roles: ['staff'],
      body: Type.Object(
        {
          userid: Type.Optional(Userid),
          kind: Type.String({ pattern: '^[a-z_]{1,30}$' }),
          from: Half,
          to: Half,
          why: Why,
          trip: Type.Optional(Trip),
          proofBy: ProofBy,
          standIn: Type.Optional(Type.String({ ...Userid, description: '顶岗: who is asked to stand in' })),
          office,
        },
        closed,
      ),
      returns: Filed,
      audit: 'leave.file',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { userid = call.actor.userid, kind, from, to, why, trip, standIn, proofBy, office } = call.body
        const { tools } = call.services
        const errand = errandFor(call, await tools.directory.byUserid(tx, userid), office)
        const stands = standIn === undefined ? null : await standsFor(tx, call, errand.person, standIn)
        checkKind(tools.policy(LEAVE), kind)
        const asked = {
          kind,
          ...spanOf({ from, to }),
          reason: why,
          proof: [],
          trip,
          standIn: stands,
          proofBy: dayOf('proofBy', proofBy),
        }
        return actAt(tx, call, errand, {
          what: 'office_filed',
          brief: leaveBrief,
          act: context => handInLeave(context, asked),
        })
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/leave/:no/change',
      summary:
        'Ask for other dates of a leave that has not begun; an approved one stands until they are agreed to',
      roles: ['staff'],
      params: No,
      body: Type.Object({ from: Half, to: Half, office }, closed),
      returns: Filed,
      audit: 'leave.change',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { no } = call.params
        const { from, to, office } = call.body
        const errand = await errandAbout(tx, call, { no, kinds: ['leave'], office })
        const { run } = changeEffects['leave.change']
        return actAt(tx, call, errand, {
          what: 'office_changed',
          brief: leaveBrief,
          act: async context => filedBy(await run(context, { leave: no, ...spanOf({ from, to }) })),
        })
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/leave/:no/extend',
      summary: '续假: ask for more days, up to a half-day, right after a leave that goes on',
      roles: ['staff'],
      params: No,
      body: Type.Object({ to: Half, why: Why, proofBy: ProofBy, office }, closed),
      returns: Filed,
      audit: 'leave.extend',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { no } = call.params
        const { to, why, proofBy, office } = call.body
        const errand = await errandAbout(tx, call, { no, kinds: ['leave'], office })
        const { run } = extendEffects['leave.extend']
        return actAt(tx, call, errand, {
          what: 'office_extended',
          brief: leaveBrief,
          act: async context =>
            filedBy(
              await run(context, {
                leave: no,
                to: halfOf('to', to),
                reason: why,
                ...(proofBy === undefined ? {} : { proof_by: dayOf('proofBy', proofBy) }),
              }),
            ),
        })
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/leave/:no/return',
      summary: '销假: report back at a half-day; what was not taken goes back to where it came from',
      roles: ['staff'],
      params: No,
      body: Type.Object({ back: Half, office }, closed),
      returns: Type.Object({
        no: Type.String(),
        refund: Type.String({ description: 'In words; may be empty' }),
      }),
      audit: 'leave.return',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { no } = call.params
        const { back, office } = call.body
        const errand = await errandAbout(tx, call, { no, kinds: ['leave'], office })
        const { run } = returnEffects['leave.return']
        return actAt(tx, call, errand, {
          what: 'office_returned',
          brief: leaveBrief,
          act: async context => {
            const done = partsOf(await run(context, { leave: no, back: halfOf('back', back) }))
            return { no: textOf(done['no']), refund: textOf(done['refund']) }
          },
        })
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/leave/:no/recall',
      summary:
        '召回: call somebody back to work from his leave, by a superior or HR; without `to` for the rest of it. The days go back, and he is told',
      roles: ['supervisor', 'hr'],
      params: No,
      body: Type.Object({ from: Half, to: Type.Optional(Half) }, closed),
      returns: Type.Object({ days: Type.String({ description: 'Given back' }) }),
      audit: 'leave.recall',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { tools } = call.services
        const found = await findApplication(tx, call.params.no)
        const person = found?.kind === 'leave' ? await tools.directory.byId(tx, found.person) : null
        const context = contextFor(tx, call, call.actor)
        const whom = person && (await belowMe(context, person.userid))
        if (!whom) throw new Fault('NOT_FOUND')
        const { from, to } = call.body
        const chain = await chainOf(tx, whom.id, call.params.no, call.today)
        // What lies in another leave of his is called back from by its own number.
        if (!chain || from < chain.root.from || from > chain.end)
          await saying(tools, () => Promise.reject(new Refusal('gone')))
        const { run } = recallEffects['leave.recall']
        const input = {
          whom: { userid: whom.userid, name: whom.name },
          from: halfOf('from', from),
          ...(to === undefined ? {} : { to: halfOf('to', to) }),
        }
        const done = partsOf(await saying(tools, () => run(context, input)))
        return { days: textOf(done['days']) }
      }),
  ),
]

function filedBy(done: unknown): { no: string; approver: string } {
  const parts = partsOf(done)
  return { no: textOf(parts['no']), approver: textOf(parts['approver']) }
}

function partsOf(done: unknown): Readonly<Record<string, unknown>> {
  return typeof done === 'object' && done !== null ? { ...done } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
