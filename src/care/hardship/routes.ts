import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { randomId } from '../../kernel/ids.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import type { CareContext, Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { type Application, findApplication, formOf } from '../applications/store.ts'
import type { HardshipForm } from './form.ts'
import { decisionsOf, handedIn, papersOf } from './store.ts'

const No = Type.String({ pattern: '^KN-\\d{8}-\\d{4,}$' })
const Line = Type.Object({
  no: Type.String(),
  status: Type.String(),
  person: Type.String({ description: 'Name' }),
  unit: Type.String(),
  created: Type.Integer({ description: 'ms UTC' }),
  mine: Type.Boolean({ description: 'It is my turn' }),
})

/** Hardship requests: for the one whose turn it is, and for role `fund`; nobody else learns that there is one. */
export const hardshipRoutes: Route[] = [
  route(
    {
      method: 'GET',
      path: '/hardship',
      summary: 'Requests that wait for me; for role fund all of them',
      roles: ['staff'],
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, query, services: { storage, tools } }) =>
      storage.read(async tx => {
        const rows = await handedIn(tx, actor.roles.includes('fund') ? null : actor.id, query.limit ?? 50)
        const lines = []
        for (const { no, status, person, created, turn } of rows) {
          const who = await tools.directory.byId(tx, person)
          if (person !== actor.id)
            lines.push({
              no,
              status,
              person: who?.name ?? '',
              unit: who?.unit ?? '',
              created,
              mine: turn === actor.id,
            })
        }
        return lines
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/hardship/:no',
      summary: 'One request: circumstances, papers and what was decided',
      roles: ['staff'],
      params: Type.Object({ no: No }),
      returns: Type.Object({
        ...Line.properties,
        author: Type.String({ description: 'Name of the colleague who wrote it, or “”' }),
        category: Type.String(),
        story: Type.String(),
        cost: Type.Integer({ description: '分' }),
        papers: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), bytes: Type.Integer() })),
        decisions: Type.Array(
          Type.Object({
            step: Type.Integer(),
            who: Type.String(),
            verdict: Type.String(),
            reason: Type.String(),
            at: Type.Integer({ description: 'ms UTC' }),
          }),
        ),
      }),
      audit: 'hardship.view',
    },
    ({ params, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const found = await visible(tx, actor, params.no)
        const form = await formOf<HardshipForm>({ tx, tools }, found.no)
        const who = await tools.directory.byId(tx, found.person)
        const author = found.author === found.person ? null : await tools.directory.byId(tx, found.author)
        const { no, status, created, turn } = found
        return {
          no,
          status,
          created,
          person: who?.name ?? '',
          unit: who?.unit ?? '',
          mine: turn === actor.id,
          author: author?.name ?? '',
          category: form?.category ? tools.text(`hardship_${form.category}`) : '',
          story: form?.story ?? '',
          cost: form?.cost ?? 0,
          papers: await papersOf(tx, no),
          decisions: await decisions({ tx, tools }, no),
        }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/hardship/:no/papers/:id',
      summary: 'One paper of a request, base64',
      roles: ['staff'],
      params: Type.Object({ no: No, id: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Type.Object({ name: Type.String(), kind: Type.String(), body: Type.String() }),
      audit: 'hardship.paper',
    },
    async ({ params, actor, services: { storage, tools } }) => {
      await storage.read(async tx => {
        const found = await visible(tx, actor, params.no)
        const papers = await papersOf(tx, found.no)
        if (!papers.some(p => p.id === params.id)) throw new Fault('NOT_FOUND')
      })
      const { name, kind, bytes } = await tools.attachments.read(storage, params.id)
      return { name, kind, body: Buffer.from(bytes).toString('base64') }
    },
  ),
  route(
    {
      method: 'POST',
      path: '/hardship/:no/missing',
      summary: 'Tells the person which paper is missing; only from the one whose turn it is',
      roles: ['staff'],
      params: Type.Object({ no: No }),
      body: Type.Object({ what: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }) }),
      returns: Type.Object({ ok: Type.Boolean() }),
      audit: 'hardship.missing',
    },
    ({ params, body, actor, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const found = await visible(tx, actor, params.no)
        if (found.turn !== actor.id) throw new Fault('NOT_ALLOWED')
        const person = await tools.directory.byId(tx, found.person)
        if (!person) throw new Fault('NOT_FOUND')
        await road.push(tx, now)(person, 'hardship_missing', {
          key: `missing/${found.no}/${randomId()}`,
          values: { no: found.no, what: body.what.trim(), officer: titleOf(actor) },
        })
        return { ok: true }
      }),
  ),
]

/** @throws Fault NOT_FOUND for what this person may not see, real or not: his own, and what nobody agreed to yet */
async function visible(tx: Tx, actor: Person, no: string): Promise<Application> {
  const found = await findApplication(tx, no)
  const may = found && (found.turn === actor.id || actor.roles.includes('fund'))
  if (found?.kind !== 'hardship' || !may || found.step < 1 || found.person === actor.id)
    throw new Fault('NOT_FOUND')
  return found
}

async function decisions({ tx, tools }: { tx: CareContext['tx']; tools: Tools }, no: string) {
  const lines = []
  for (const { id, step, person, verdict, reason, at } of await decisionsOf(tx, no)) {
    const who = await tools.directory.byId(tx, person)
    lines.push({
      step,
      who: who ? titleOf(who) : '',
      verdict,
      reason: reason ? await tools.vault.openText(tx, `decision.reason:${id}`, reason) : '',
      at,
    })
  }
  return lines
}
