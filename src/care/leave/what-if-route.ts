import { type Static, Type } from 'typebox'
import { type HalfDay, isHalfDay } from '../../kernel/half-day.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { personFor, Userid, wordsOf } from '../applications/desk.ts'
import { planChain } from '../applications/plan.ts'
import { Half } from '../away/desk-shapes.ts'
import { reachOf } from '../away/form.ts'
import { checkKind, Trip } from './desk-shapes.ts'
import { refusalOf } from './effects.ts'
import { judgeLeave } from './judge.ts'
import { LEAVE } from './policy.ts'
import { isForHr, owesProof, proofDue } from './rules.ts'

/** Looking ahead: what a leave would take, and who would decide it. */
export const whatIfRoute: Route = route(
  {
    method: 'POST',
    path: '/leave/what-if',
    summary:
      'What a leave of mine, or for HR of anybody, would take, whether it could be asked for, and who would decide it; nothing is handed in',
    roles: ['staff'],
    body: Type.Object(
      {
        userid: Type.Optional(Userid),
        kind: Type.String({ pattern: '^[a-z_]{1,30}$' }),
        from: Half,
        to: Half,
        trip: Type.Optional(Trip),
      },
      { additionalProperties: false },
    ),
    returns: Type.Object({
      possible: Type.Boolean(),
      reason: Type.Union([Type.String(), Type.Null()], {
        description:
          'INVALID_RANGE | OFF_POST | YEAR_OVER | TOO_OLD | NOT_ENTITLED | NO_WORKDAYS | OVERLAP | OVER_LIMIT | INSUFFICIENT_BALANCE | NO_SUPERVISOR',
      }),
      says: Type.Union([Type.String(), Type.Null()], { description: 'The reason in words, with what to do' }),
      days: Type.Union([Type.Number(), Type.Null()]),
      years: Type.Record(Type.String(), Type.Number(), { description: 'Days that each year gives' }),
      provisional: Type.Boolean({ description: 'Holidays of a year are not published yet' }),
      hr: Type.Boolean({ description: 'More than the usual: HR looks at it' }),
      chain: Type.Array(Type.String(), { description: 'Who would decide it, in order: surname and post' }),
      proofBy: Type.Union([Type.String(), Type.Null()], {
        description:
          'By when a certificate would have to come that is not there at once; null = none is owed',
      }),
      copies: Type.Array(Type.String(), {
        description: 'Who would be told of it when it is approved (备案)',
      }),
    }),
    // A look at somebody else's writes its own line.
    audit: null,
  },
  call => {
    const { userid = call.actor.userid, kind, from, to } = call.body
    const { storage, tools } = call.services
    checkKind(tools.policy(LEAVE), kind)
    const look = async (tx: Tx) => {
      const person = personFor(call, await tools.directory.byUserid(tx, userid))
      if (person.id !== call.actor.id)
        await writeAudit(tx, { actor: call.actor.id, action: 'leave.what_if', about: person.id }, call.now)
      return lookAhead(tx, call, person, { kind, from: from as HalfDay, to: to as HalfDay })
    }
    return userid === call.actor.userid ? storage.read(look) : storage.transaction(look)
  },
)

type Asking = Call<unknown, unknown, { trip?: Static<typeof Trip> }>

async function lookAhead(
  tx: Tx,
  { actor, body, now, today, services: { tools } }: Asking,
  person: Person,
  request: { kind: string; from: HalfDay; to: HalfDay },
) {
  const cannot = (reason: string, says: string) => ({
    possible: false,
    reason,
    says,
    days: null,
    years: {},
    provisional: false,
    hr: false,
    proofBy: null,
    chain: [],
    copies: [],
  })
  if (!isHalfDay(request.from) || !isHalfDay(request.to))
    return cannot('INVALID_RANGE', tools.text('desk_invalid_range'))
  const { verdict } = await judgeLeave({ tx, tools, now, today, person, author: actor }, request, {
    anew: true,
  })
  if (!verdict.ok) return cannot(verdict.reason, wordsOf(tools, refusalOf(verdict)))
  const table = tools.policy(LEAVE)
  const { charges, halfDays, provisional, limit } = verdict
  const hr = isForHr(limit)
  const asked = { kind: 'leave', of: request.kind, halfDays, ...reachOf(body.trip), forHr: hr } as const
  const chain = await planChain({ tx, tools }, person, asked, actor)
  if (!chain) return cannot('NO_SUPERVISOR', tools.text('desk_no_supervisor'))
  return {
    possible: true,
    reason: null,
    says: null,
    days: halfDays / 2,
    years: Object.fromEntries([...charges].map(([year, part]) => [String(year), part / 2])),
    provisional,
    hr,
    proofBy: owesProof(table, request.kind, halfDays)
      ? proofDue(table, request, today, tools.calendar)
      : null,
    chain: chain.approvers.map(one => titleOf(one.person)),
    copies: chain.copies.map(titleOf),
  }
}
