import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { titleOf } from '../../kernel/person.ts'
import { type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { KeyId, Openables, SealedCases } from './key-shapes.ts'
import { letIn, type Openable, openableFor, type ReaderRow, tellWriters, usableReader } from './let-in.ts'
import { RECOVERY } from './readers.ts'

const Mine = Type.String({ minLength: 1, maxLength: 64, description: 'The key of mine that opens them' })

/** Older cases for a newer key: opened and sealed anew in the browser of somebody who reads them. */
export const keyRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/readers/:id/cases',
      summary: 'Cases of mine that this key does not open yet, and whose owner may be let in',
      roles: ['handler', 'discipline'],
      params: KeyId,
      query: Type.Object({ with: Mine }),
      returns: Openables,
      audit: null,
    },
    ({ params, query, actor, services: { storage, tools } }) =>
      storage.read(async tx => {
        const from = await mine(tx, query.with, actor.id)
        const to = await usableReader(tx, params.id)
        const cases = await openableFor(tx, tools, from, to)
        return { recipient: to.recipient, cases: cases.map(lineOf) }
      }),
  ),
  route(
    {
      method: 'POST',
      path: '/readers/:id/cases',
      summary:
        'Lets this key open cases of mine: their keys, sealed to it in my browser; all of them or none',
      roles: ['handler', 'discipline'],
      params: KeyId,
      body: Type.Object({ with: Mine, keys: SealedCases }, { additionalProperties: false }),
      returns: Type.Object({ done: Type.Integer() }),
      // `case.let_in` is written for each case.
      audit: null,
    },
    ({ params, body, actor, now, today, services: { storage, tools, road } }) =>
      storage.transaction(async tx => {
        const from = await mine(tx, body.with, actor.id)
        const to = await usableReader(tx, params.id)
        const keys = body.keys.map(key => ({ case: key.case, sealed: Buffer.from(key.sealed, 'base64') }))
        const files = await letIn(tx, tools, { from, to, keys, actor: actor.id, now })
        const who = await tools.directory.byId(tx, to.person)
        if (who && to.person !== from.person && to.person !== RECOVERY) {
          const push = road.push(tx, now)
          await tellWriters(tx, tools, push, files, who)
          const key = `let_in/${to.id}/${today}`
          await push(who, 'reader_let_in', { key, values: { by: titleOf(actor) } })
        }
        return { done: files.length }
      }),
  ),
]

/** As a browser gets it. */
export function lineOf({ file, sealedKeys }: Openable) {
  const keys = sealedKeys.map(sealed => Buffer.from(sealed).toString('base64'))
  return { id: file.id, no: file.no, sealedKeys: keys }
}

/** A key of one's own. @throws Fault NOT_FOUND */
export async function mine(tx: Tx, id: string, person: string): Promise<ReaderRow> {
  const row = await usableReader(tx, id)
  if (row.person !== person) throw new Fault('NOT_FOUND')
  return row
}
