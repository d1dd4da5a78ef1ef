import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import type { Person } from '../../kernel/person.ts'
import type { Tools } from '../../runtime/context.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { groundOf, listOffPost, moveReview, returnToPost, takeOffPost } from './off-post.ts'
import { AWAY } from './policy.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Userid = Type.String({ minLength: 1, maxLength: 64 })
const Whom = Type.Object({ userid: Userid })
const Ground = Type.String({ maxLength: 200, description: 'What it rests on; sealed, wiped at the return' })
const Nothing = Type.Null({ description: 'Done; nothing to say' })

/** 离岗休养, HR's alone: everybody else sees in the calendar that somebody is not there. */
export const offPostRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/off-post',
      summary: 'Who is off post (离岗休养), and by when the doctors look again; never why',
      roles: ['hr'],
      returns: Type.Object({
        open: Type.Boolean({
          description: 'The unit has settled the conditions; nobody is registered before',
        }),
        people: Type.Array(
          Type.Object({
            userid: Type.String(),
            name: Type.String(),
            unit: Type.String(),
            from: Type.String(),
            review: Type.String(),
            ground: Type.Boolean({ description: 'Something is written on what it rests on' }),
          }),
        ),
      }),
      audit: 'off_post.list',
    },
    ({ services: { storage, tools } }) =>
      storage.read(async tx => ({
        open: tools.policy(AWAY).off_post.open,
        people: await listOffPost(tx),
      })),
  ),
  route(
    {
      method: 'POST',
      path: '/off-post/:userid',
      summary:
        'Take somebody off his post (离岗休养) from a day on: no leave is asked for, nothing is deducted',
      roles: ['hr'],
      params: Whom,
      body: Type.Object({ from: Day, review: Day, ground: Ground }, { additionalProperties: false }),
      returns: Nothing,
      audit: 'off_post.take',
    },
    desk =>
      desk.services.storage.transaction(async tx => {
        await takeOffPost(tx, desk, await whom(tx, desk.services.tools, desk.params.userid), desk.body)
        return null
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/off-post/:userid',
      summary: 'Set another date for the medical review of somebody who is off post',
      roles: ['hr'],
      params: Whom,
      body: Type.Object({ review: Day, ground: Ground }, { additionalProperties: false }),
      returns: Nothing,
      audit: 'off_post.review',
    },
    desk =>
      desk.services.storage.transaction(async tx => {
        await moveReview(tx, desk, await whom(tx, desk.services.tools, desk.params.userid), desk.body)
        return null
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/off-post/:userid/return',
      summary: 'Agree that somebody returns to his post; what his absence rested on is wiped',
      roles: ['hr'],
      params: Whom,
      body: Type.Object({ back: Day }, { additionalProperties: false }),
      returns: Nothing,
      audit: 'off_post.return',
    },
    desk =>
      desk.services.storage.transaction(async tx => {
        const person = await whom(tx, desk.services.tools, desk.params.userid)
        await returnToPost(tx, desk, person, desk.body.back)
        return null
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/off-post/:userid/ground',
      summary: 'What it rests on that somebody is off post',
      roles: ['hr'],
      params: Whom,
      returns: Type.Object({ ground: Type.String({ description: 'Empty where nothing was written' }) }),
      audit: 'off_post.ground',
    },
    desk =>
      desk.services.storage.read(async tx => ({
        ground: await groundOf(tx, desk, await whom(tx, desk.services.tools, desk.params.userid)),
      })),
  ),
]

async function whom(tx: Tx, tools: Tools, userid: string): Promise<Person> {
  const person = await tools.directory.byUserid(tx, userid)
  if (!person) throw new Fault('NOT_FOUND')
  return person
}
