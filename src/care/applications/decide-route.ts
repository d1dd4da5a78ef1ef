import { type Static, Type } from 'typebox'
import { type Detail, Fault, type FaultCode, Refusal } from '../../kernel/faults.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { addApprover } from './add-approver.ts'
import { decideOne } from './decide.ts'
import type { Deciding } from './kind.ts'
import { type KindOf, takeTurn } from './my-turn.ts'
import { mayRead } from './routes.ts'
import { stepsOf } from './steps.ts'
import { type Application, findApplication } from './store.ts'

const Words = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  description: 'Sealed; the applicant reads it',
})

const Opinion = Type.Object(
  {
    verdict: Type.Enum(['agree', 'refuse', 'ask', 'add'], {
      description: 'agree; refuse with `reason`; ask = return it with `question`; add = `userid` decides too',
    }),
    reason: Type.Optional(Words),
    question: Type.Optional(Words),
    userid: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    place: Type.Optional(
      Type.Enum(['first', 'after'], {
        description:
          'first (as it is without): that one decides, then I do; after: I agree, then that one decides',
      }),
    ),
  },
  { additionalProperties: false },
)
type Opinion = Static<typeof Opinion>

/** What a verdict cannot be without. */
const NEEDS: Readonly<Partial<Record<string, 'reason' | 'question' | 'userid'>>> = {
  refuse: 'reason',
  ask: 'question',
  add: 'userid',
}

/** What the chat refuses, as the API says it. */
const FAULT_OF: Readonly<Record<string, FaultCode>> = {
  decided: 'DECIDED',
  not_yours: 'NOT_ALLOWED',
  not_here: 'NOT_ALLOWED',
  no_leader: 'NO_APPROVER',
  begun: 'LEAVE_BEGUN',
  gone: 'LEAVE_GONE',
}

/** Deciding in the console, by the code of the chat. @param kindOf what the care areas do with their requests */
export function decideRoute(kindOf: KindOf): Route {
  return route(
    {
      method: 'POST',
      path: '/applications/:no/decide',
      summary:
        'Decide a request whose turn is mine, or of whom I stand in for; everybody hears of it as from the chat. Decided already: 409 DECIDED, and nothing is done',
      roles: ['staff'],
      params: Type.Object({ no: Type.String({ pattern: '^[A-Z]{2}-\\d{8}-\\d{4,}$' }) }),
      body: Opinion,
      returns: Type.Object({
        status: Type.String({
          description:
            'How it stands now: pending, returned, approved, refused. Agreed to and still pending with me: the applicant has too little left',
        }),
        text: Type.String({ description: 'What came of it, in words' }),
      }),
      audit: 'application.decide',
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { params, body } = call
        const context = contextOf(tx, call)
        const found = await findApplication(tx, params.no)
        if (!found || !(await mayRead(context, kindOf, found))) throw new Fault('NOT_FOUND')
        if (found.status === 'returned') throw new Fault('CONFLICT')
        if (await hasDecided(context, found)) throw new Fault('DECIDED')
        const needed = NEEDS[body.verdict]
        if (needed && body[needed] === undefined) throw faultOf({ where: needed, rule: 'required' })
        try {
          const { text } = await decide(context, kindOf, body, found.no)
          return { status: (await findApplication(tx, found.no))?.status ?? found.status, text }
        } catch (thrown) {
          throw thrown instanceof Refusal ? faultFor(thrown, body) : thrown
        }
      }),
  )
}

async function decide(context: Deciding, kindOf: KindOf, body: Opinion, no: string) {
  const mine = await takeTurn(context, kindOf, no)
  if (body.verdict !== 'add') return decideOne(context, kindOf, mine, body)
  const who = await context.tools.directory.byUserid(context.tx, body.userid ?? '')
  if (!who) throw faultOf({ where: 'userid', rule: 'unknown_person', values: { value: body.userid ?? '' } })
  return addApprover(context, kindOf, mine, { who, place: body.place ?? 'first' })
}

/** A second tap, after it went on to the next of the chain, is told that the first one counted. */
async function hasDecided({ tx, person }: Deciding, found: Application): Promise<boolean> {
  if (found.turn === null || found.turn === person.id) return false
  return (await stepsOf(tx, found.no)).some(({ state, by }) => state === 'agreed' && by === person.id)
}

function contextOf(tx: Tx, { actor, now, today, services }: Call<unknown, unknown, unknown>): Deciding {
  const { tools, road } = services
  return { tx, now, today, person: actor, tools, push: road.push(tx, now) }
}

function faultFor(refusal: Refusal, { userid = '' }: Opinion): Error {
  if (refusal.reason === 'not_he' || refusal.reason === 'already')
    return faultOf({ where: 'userid', rule: 'not_approver', values: { value: userid } })
  const code = FAULT_OF[refusal.reason]
  return code ? new Fault(code) : refusal
}

function faultOf(detail: Detail): Fault {
  return new Fault('INPUT_INVALID', { details: [detail] })
}
