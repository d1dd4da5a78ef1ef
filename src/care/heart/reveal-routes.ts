import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { Id } from './case-shapes.ts'
import { myCase } from './my-case.ts'
import { askReveal, decideReveal, lastReveal, mayBeAsked, revealsFor, showReveal } from './reveal.ts'

const Ok = Type.Object({ ok: Type.Boolean() })
const State = Type.Enum(['asked', 'agreed', 'refused', 'shown'])
/** `danger`: nobody was asked, the duty contact was called at once. */
const Kept = Type.Enum(['asked', 'agreed', 'refused', 'shown', 'danger'])

/** Who wrote a 隐名 case: asked by its handler with a reason, decided by a custodian, shown once. */
export const revealRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/cases/:id/reveal',
      summary: 'What became of the question who wrote this case; null where nobody has asked',
      roles: ['handler'],
      params: Id,
      returns: Type.Object({
        last: Type.Union([
          Type.Object({
            id: Type.String(),
            state: State,
            day: Type.String(),
            mine: Type.Boolean(),
            asker: Type.Union([Type.String(), Type.Null()]),
            custodian: Type.Union([Type.String(), Type.Null()]),
          }),
          Type.Null(),
        ]),
        again: Type.Boolean({ description: 'It may be asked again: twice at most in the life of a case' }),
      }),
      audit: null,
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { file } = await myCase(tx, tools, params.id, actor.id)
        const row = await lastReveal(tx, file.id)
        const again = await mayBeAsked(tx, file.id)
        if (!row) return { last: null, again }
        const { id, state, day, asker, custodian } = row
        const names = { asker: await nameOf(tx, tools, asker), custodian: await nameOf(tx, tools, custodian) }
        return { last: { id, state, day, mine: asker === actor.id, ...names }, again }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/cases/:id/reveal',
      summary: 'The handler of a 隐名 case asks who wrote it; a custodian decides',
      roles: ['handler'],
      params: Id,
      body: Type.Object(
        { reason: Type.String({ minLength: 10, maxLength: 500, pattern: '\\S' }) },
        { additionalProperties: false },
      ),
      returns: Type.Object({ id: Type.String() }),
      // `reveal.ask` is written with both ids.
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { params, body, actor, services } = call
        const { file } = await myCase(tx, services.tools, params.id, actor.id)
        return { id: await askReveal(tx, services.tools, file, body.reason, deedOf(tx, call)) }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/reveals',
      summary:
        'Questions who wrote a case that are mine to decide or that I have decided, and calls in danger to life, with the reason; never a word of the case',
      roles: ['custodian'],
      returns: Type.Array(
        Type.Object({
          id: Type.String(),
          no: Type.String(),
          day: Type.String(),
          state: Kept,
          asker: Type.Union([Type.String(), Type.Null()]),
          reason: Type.String(),
        }),
      ),
      audit: 'reveal.list',
    },
    ({ actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const lines = []
        for (const { row, file } of await revealsFor(tx, tools, actor)) {
          const reason = await tools.vault.openText(tx, `reveal.reason:${row.id}`, row.reason)
          const asker = await nameOf(tx, tools, row.asker)
          lines.push({ id: row.id, no: file.no, day: row.day, state: row.state, asker, reason })
        }
        return lines
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/reveals/:id/decide',
      summary: 'The second person says yes or no; the writer is told either way',
      roles: ['custodian'],
      params: Id,
      body: Type.Object({ agree: Type.Boolean() }, { additionalProperties: false }),
      returns: Ok,
      // `reveal.agree` or `reveal.refuse` is written.
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        await decideReveal(tx, call.services.tools, call.params.id, call.body.agree, deedOf(tx, call))
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/reveals/:id/show',
      summary: 'Who wrote it: for who asked, once, after a yes',
      roles: ['handler'],
      params: Id,
      returns: Type.Object({
        name: Type.String(),
        unit: Type.String(),
        mobile: Type.Union([Type.String(), Type.Null()]),
      }),
      // `reveal.show` is written with both ids.
      audit: null,
    },
    call =>
      call.services.storage.transaction(async tx => {
        const { actor, now, params, services } = call
        const found = await caseOf(tx, params.id)
        await myCase(tx, services.tools, found, actor.id)
        const { name, unit, mobile } = await showReveal(tx, services.tools, params.id, { actor, now })
        return { name, unit, mobile }
      }),
  ),
]

/** The case a question is about: who reads it no more is shown nothing. @throws Fault NOT_FOUND */
async function caseOf(tx: Tx, id: string): Promise<string> {
  const { reveal } = tx.t
  const [row] = await tx.db.select({ caseId: reveal.caseId }).from(reveal).where(eq(reveal.id, id))
  if (!row) throw new Fault('NOT_FOUND')
  return row.caseId
}

function deedOf(tx: Tx, { actor, now, today, services: { road } }: Call<unknown, unknown, unknown>) {
  return { actor, now, today, push: road.push(tx, now) }
}
