import { Type } from 'typebox'
import { localDate } from '../../kernel/clock.ts'
import { Fault } from '../../kernel/faults.ts'
import { addDays, halfDay } from '../../kernel/half-day.ts'
import type { Person } from '../../kernel/person.ts'
import type { CareContext } from '../../runtime/context.ts'
import { type Route, route, type Services } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { recordDecision } from '../applications/decisions.ts'
import { type Application, findApplication, formOf } from '../applications/store.ts'
import { whoever } from '../people/store.ts'
import { type LeaveForm, wholeLength } from './form.ts'
import { LEAVE } from './policy.ts'
import { checkOf, isOwed, papersOfLeave, uncheckedLeave } from './proofs.ts'
import { owesProof, proofDue } from './rules.ts'

/** Leave that began longer ago owes nothing any more, in days. */
const OWED_FOR = 90
/** Open leave that is looked through for what is owed. */
const MOST_OPEN = 1_000

const No = Type.String({ pattern: '^QJ-\\d{8}-\\d{4,}$' })
const Instant = Type.Integer({ description: 'ms UTC' })
const Proof = Type.Object({
  owed: Type.Boolean({ description: 'This leave needs a certificate' }),
  papers: Type.Array(
    Type.Object({ id: Type.String(), kind: Type.String(), bytes: Type.Integer(), created: Instant }),
  ),
  checked: Type.Union([Type.Object({ who: Type.String(), at: Instant }), Type.Null()]),
})

/** Certificates of sick leave: for HR alone, never one's own. The one who decides hears only whether it was checked. */
export const leaveRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/proofs',
      summary: 'Leave whose certificate nobody has checked yet, or has not come, oldest first; no papers',
      roles: ['hr'],
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
      returns: Type.Array(
        Type.Object({
          no: Type.String(),
          person: Type.String(),
          unit: Type.String(),
          sent: Type.Boolean({ description: 'It is here, and waits to be checked' }),
          due: Type.Union([Type.String({ description: 'By when it was to come' }), Type.Null()]),
        }),
      ),
      audit: null,
    },
    ({ query, actor, now, today, services: { storage, tools } }) =>
      storage.read(async tx => {
        const context = { tx, tools, now, today, person: actor }
        const lines = []
        const since = halfDay(addDays(today, -OWED_FOR), 'a')
        for (const { no, person, papers } of await uncheckedLeave(tx, since, MOST_OPEN)) {
          if (person === actor.id) continue
          const due = await dueOf(context, no)
          if (!papers && due === null) continue
          if (lines.length === (query.limit ?? 100)) break
          const { name, unit } = await whoever(tx, person)
          lines.push({ no, person: name, unit, sent: papers, due })
        }
        return lines
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/:no/proof',
      summary: 'Which papers there are for a leave, and whether they were checked',
      roles: ['hr'],
      params: Type.Object({ no: No }),
      returns: Proof,
      audit: 'leave.proof',
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const found = await visible(tx, actor, params.no)
        const form = await formOf<LeaveForm>({ tx, tools }, found.no)
        const check = await checkOf(tx, found.no)
        return {
          owed: form !== null && owesProof(tools.policy(LEAVE), form.kind, wholeLength(form)),
          papers: await papersOfLeave(tx, found.no),
          checked: check && { who: (await whoever(tx, check.person)).name, at: check.at },
        }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/leave/:no/papers/:id',
      summary: 'One certificate of a leave, base64',
      roles: ['hr'],
      params: Type.Object({ no: No, id: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Type.Object({ name: Type.String(), kind: Type.String(), body: Type.String() }),
      audit: 'leave.paper',
    },
    async ({ params, actor, services: { storage, tools } }) => {
      await storage.read(async tx => {
        const found = await visible(tx, actor, params.no)
        const papers = await papersOfLeave(tx, found.no)
        if (!papers.some(paper => paper.id === params.id)) throw new Fault('NOT_FOUND')
      })
      const { name, kind, bytes } = await tools.attachments.read(storage, params.id)
      return { name, kind, body: Buffer.from(bytes).toString('base64') }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/leave/:no/proof/check',
      summary: 'The certificate is in order, sent here or shown on paper; once',
      roles: ['hr'],
      params: Type.Object({ no: No }),
      returns: Type.Null({ description: 'Done; nothing to say' }),
      audit: 'leave.check',
    },
    ({ params, actor, now, today, services }) =>
      services.storage.transaction(async tx => {
        const { tools } = services
        const found = await visible(tx, actor, params.no)
        const context = { tx, tools, now, today, person: actor }
        const form = await formOf<LeaveForm>(context, found.no)
        const due =
          form !== null &&
          (form.proof.length > 0 || owesProof(tools.policy(LEAVE), form.kind, wholeLength(form)))
        const open = found.status === 'pending' || found.status === 'approved'
        if (!due || !open || (await checkOf(tx, found.no))) throw new Fault('CONFLICT')
        await recordDecision(context, found, 'checked', null)
        await tellOfCheck(tx, services, found, now)
      }),
  ),
]

/** By when a certificate was to come; null where none is owed. */
async function dueOf(context: CareContext, no: string): Promise<string | null> {
  const { tx, tools } = context
  const table = tools.policy(LEAVE)
  const found = await findApplication(tx, no)
  const form = found && (await formOf<LeaveForm>(context, no))
  if (!found || !form || !isOwed(tools, found, form)) return null
  return form.proofBy ?? proofDue(table, form, localDate(found.created, tools.zone), tools.calendar)
}

/** The person and whoever decides hear that it was checked; not what it is, nor by whom. */
async function tellOfCheck(
  tx: Tx,
  { tools, road }: Services,
  found: Application,
  now: number,
): Promise<void> {
  const push = road.push(tx, now)
  for (const id of [found.person, found.turn]) {
    const person = id && (await tools.directory.byId(tx, id))
    if (person) await push(person, 'proof_checked', { key: `proof/${found.no}`, values: { no: found.no } })
  }
}

/** @throws Fault NOT_FOUND for what is no leave, and for one's own: nobody checks what he handed in himself */
async function visible(tx: Tx, actor: Person, no: string): Promise<Application> {
  const found = await findApplication(tx, no)
  if (found?.kind !== 'leave' || found.person === actor.id) throw new Fault('NOT_FOUND')
  return found
}
