import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Person, titleOf } from '../../kernel/person.ts'
import { nameOf } from '../../runtime/name-of.ts'
import { type Route, route, type Services } from '../../runtime/route.ts'
import { readSetting, SIGNATURE_SETTING } from '../../runtime/settings.ts'
import type { Tx } from '../../storage/storage.ts'
import { SWITCH } from './errands.ts'
import { mayAnswer, mayRead, type Standing } from './rules.ts'
import { addMessage, type HelpRequest, messagesOf, moveRequest, openRequests, requestByNo } from './store.ts'

const No = Type.Object({ no: Type.String({ pattern: '^RG-\\d{8}-\\d{4,}$' }) })
const Ok = Type.Object({ ok: Type.Boolean() })
const Line = Type.Object({
  no: Type.String(),
  status: Type.String({ description: 'open, taken' }),
  created: Type.Integer({ description: 'ms UTC' }),
  mine: Type.Boolean({ description: 'I have taken it' }),
  handler: Type.Union([Type.String(), Type.Null()], { description: 'The name of the colleague who took it' }),
})

/** Requests for a human: seen by HR, read by whoever could take them, answered by the one who did. */
export const helpRoutes: Route[] = [
  route(
    {
      method: 'GET',
      path: '/help',
      summary: 'Requests for a human that are not closed, oldest first: numbers and states',
      roles: ['hr'],
      query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
      returns: Type.Array(Line),
      audit: null,
    },
    ({ actor, query, services: { storage, tools } }) =>
      storage.read(async tx => {
        const lines = []
        for (const { no, status, created, handler, person } of await openRequests(tx, query.limit ?? 50)) {
          if (person === actor.id) continue
          const mine = handler === actor.id
          lines.push({ no, status, created, mine, handler: await nameOf(tx, tools, handler) })
        }
        return lines
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/help/:no',
      summary: 'One request: who asks, and what was said',
      roles: ['hr'],
      params: No,
      returns: Type.Object({
        ...Line.properties,
        person: Type.String({ description: 'Name' }),
        unit: Type.String(),
        messages: Type.Array(
          Type.Object({
            from: Type.String({ description: 'person, handler' }),
            text: Type.String(),
            at: Type.Integer({ description: 'ms UTC' }),
          }),
        ),
      }),
      audit: 'help.view',
    },
    ({ actor, params, services: { storage, tools } }) =>
      storage.read(async tx => {
        const found = await visible(tx, actor, params.no)
        const who = await tools.directory.byId(tx, found.person)
        const { no, status, created, handler } = found
        return {
          no,
          status,
          created,
          mine: handler === actor.id,
          handler: await nameOf(tx, tools, handler),
          person: who?.name ?? '',
          unit: who?.unit ?? '',
          messages: await messagesOf(tx, tools, found),
        }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/help/:no/take',
      summary: 'I take the conversation over: from now on what the person writes comes here',
      roles: ['hr'],
      params: No,
      returns: Ok,
      audit: 'help.take',
    },
    ({ actor, params, services }) =>
      services.storage.transaction(async tx => {
        const found = await visible(tx, actor, params.no)
        if (found.handler === actor.id) return { ok: true }
        await hand(tx, services, found, { status: 'taken', handler: actor.id }, 'takes')
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/help/:no/reply',
      summary: 'Says something to the person; signed as the setting help.signature says',
      roles: ['hr'],
      params: No,
      body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 2_000, pattern: '\\S' }) }),
      returns: Ok,
      audit: 'help.reply',
    },
    ({ actor, params, body, now, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const found = await answerable(tx, actor, params.no)
        const person = await tools.directory.byId(tx, found.person)
        if (!person) throw new Fault('NOT_FOUND')
        const id = await addMessage(tx, tools, found, 'handler', body.text, now)
        const unsigned = (await readSetting(tx, SIGNATURE_SETTING)) === 'none'
        await road.push(tx, now)(person, unsigned ? 'help_reply_unsigned' : 'help_reply', {
          key: `help/reply/${id}`,
          values: { who: titleOf(actor), text: body.text.trim() },
        })
        return { ok: true }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/help/:no/close',
      summary: 'Done: the bot goes on where it was',
      roles: ['hr'],
      params: No,
      returns: Ok,
      audit: 'help.close',
    },
    ({ actor, params, services }) =>
      services.storage.transaction(async tx => {
        const found = await answerable(tx, actor, params.no)
        await hand(tx, services, found, { status: 'closed', handler: actor.id }, 'returns')
        return { ok: true }
      }),
  ),
]

/** @throws Fault CONFLICT where a colleague was faster */
async function hand(
  tx: Tx,
  { road }: Services,
  found: HelpRequest,
  to: { status: Standing; handler: string },
  does: 'takes' | 'returns',
): Promise<void> {
  if (!(await moveRequest(tx, found, to))) throw new Fault('CONFLICT')
  await road.timers.soon(tx, SWITCH, `${found.no} ${does}`)
}

/** @throws Fault NOT_FOUND for what is not this colleague's to read, real or not; his own requests are not */
async function visible(tx: Tx, actor: Person, no: string): Promise<HelpRequest> {
  const found = await requestByNo(tx, no)
  if (!found || found.person === actor.id || !mayRead(found, actor.id)) throw new Fault('NOT_FOUND')
  return found
}

/** @throws Fault NOT_FOUND; CONFLICT before it was taken, or after it was closed */
async function answerable(tx: Tx, actor: Person, no: string): Promise<HelpRequest> {
  const found = await visible(tx, actor, no)
  if (!mayAnswer(found, actor.id)) throw new Fault('CONFLICT')
  return found
}
