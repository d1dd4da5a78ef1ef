import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { inGroups } from '../../kernel/ids.ts'
import type { Person } from '../../kernel/person.ts'
import { SENSITIVE } from '../../kernel/sensitive.ts'
import { type Route, route, type Services } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { whoever } from '../people/store.ts'
import { allBindings, decide, decisions, endCode, forbidden, makeCode, unbind } from './store.ts'

const Topic = Type.Union(SENSITIVE.map(topic => Type.Literal(topic)))
const Userid = Type.String({ minLength: 1, maxLength: 64 })
const Time = Type.Integer({ description: 'ms UTC' })
const Nothing = Type.Object({})

/** WeChat as far as it is the organisation's: who is bound, and what may be spoken of there. */
export const wechatRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/wechat',
      summary: 'Who is bound on WeChat, and what may be spoken of there',
      roles: ['admin', 'hr'],
      returns: Type.Object({
        bound: Type.Array(
          Type.Object({ userid: Type.String(), name: Type.String(), unit: Type.String(), at: Time }),
        ),
        allowed: Type.Array(Topic),
        decisions: Type.Array(
          Type.Object({
            topic: Topic,
            allowed: Type.Boolean(),
            why: Type.String(),
            author: Type.String({ description: 'Name' }),
            at: Time,
          }),
        ),
      }),
      audit: 'wechat.list',
    },
    ({ services: { storage, tools } }) =>
      storage.read(async tx => {
        const off = await forbidden(tx)
        const people = await Promise.all(
          (await allBindings(tx)).map(async one => ({
            ...one,
            who: await tools.directory.byId(tx, one.person),
          })),
        )
        const decided = await Promise.all(
          (await decisions(tx)).map(async one => ({ ...one, author: (await whoever(tx, one.author)).name })),
        )
        return {
          bound: people.flatMap(({ who, at }) =>
            who ? [{ userid: who.userid, name: who.name, unit: who.unit, at }] : [],
          ),
          allowed: SENSITIVE.filter(topic => !off.has(topic)),
          decisions: decided.map(({ topic, allowed, why, author, at }) => ({
            topic,
            allowed,
            why,
            author,
            at,
          })),
        }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/wechat/codes',
      summary: 'A code that binds somebody’s WeChat, once; to be handed to that person alone',
      roles: ['admin', 'hr'],
      body: Type.Object({ userid: Userid }, { additionalProperties: false }),
      returns: Type.Object({ code: Type.String(), until: Time }),
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const person = await found(tx, tools, body.userid)
        const { code, until } = await makeCode(tx, person.id, actor.id, now)
        return { code: inGroups(code), until }
      }),
  ),
  route(
    {
      method: 'DELETE',
      path: '/wechat/bindings/:userid',
      summary: 'Unbinds somebody’s WeChat at once',
      roles: ['admin', 'hr'],
      params: Type.Object({ userid: Userid }),
      returns: Nothing,
      audit: null,
    },
    ({ params, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        const person = await found(tx, tools, params.userid)
        await endCode(tx, person.id)
        const contact = await unbind(tx, { person: person.id }, actor.id, now)
        if (contact === null) throw new Fault('NOT_FOUND')
        tx.afterCommit(() => tools.directory.bound(contact, null))
        return {}
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/wechat/topics',
      summary: 'Decides, in writing, whether something may be spoken of on WeChat',
      roles: ['admin'],
      body: Type.Object(
        {
          topic: Topic,
          allowed: Type.Boolean(),
          why: Type.String({
            minLength: 5,
            maxLength: 500,
            description: 'Who has decided it, and for what reason',
          }),
        },
        { additionalProperties: false },
      ),
      returns: Nothing,
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        await decide(tx, { ...body, author: actor.id, at: now })
        const off = await forbidden(tx)
        tx.afterCommit(() => tools.directory.forbid(off))
        return {}
      }),
  ),
]

async function found(tx: Tx, { directory }: Services['tools'], userid: string): Promise<Person> {
  const person = await directory.byUserid(tx, userid)
  if (!person) throw new Fault('NOT_FOUND')
  return person
}
