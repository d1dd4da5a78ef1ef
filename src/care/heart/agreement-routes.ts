import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { isDate } from '../../kernel/half-day.ts'
import { type Route, route } from '../../runtime/route.ts'
import { whoever } from '../people/store.ts'
import { Agreement, agree, agreements } from './agreement.ts'
import { Ok } from './case-shapes.ts'
import { activeReaders } from './readers.ts'

/** Whether 纪检 receives reports here: only by a written agreement, which an administrator writes down and takes back. */
export const agreementRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/report-inbox',
      summary: 'Whether 纪检 has agreed to receive reports here, who said so when, and who could read them',
      roles: ['admin', 'discipline', 'security', 'auditor'],
      returns: Type.Object({
        open: Type.Boolean(),
        readers: Type.Array(Type.String({ description: 'Name' })),
        decisions: Type.Array(
          Type.Object({
            open: Type.Boolean(),
            ...Agreement.properties,
            author: Type.String({ description: 'Name' }),
            at: Type.Integer({ description: 'ms UTC' }),
          }),
        ),
      }),
      audit: null,
    },
    ({ services: { storage, tools } }) =>
      storage.read(async tx => {
        const decided = await agreements(tx)
        const decisions = await Promise.all(
          decided.map(async one => ({ ...one, author: (await whoever(tx, one.author)).name })),
        )
        const readers = await activeReaders(tx, tools.directory, 'report')
        const names = new Set(readers.map(one => one.person.name))
        return { open: decided[0]?.open ?? false, readers: [...names], decisions }
      }),
  ),
  route(
    {
      method: 'PUT',
      path: '/report-inbox',
      summary: 'Writes down that 纪检 has agreed to receive reports here, or that this has ended',
      roles: ['admin'],
      body: Type.Object({ open: Type.Boolean(), ...Agreement.properties }, { additionalProperties: false }),
      returns: Ok,
      // `report_inbox.on` or `report_inbox.off` is written.
      audit: null,
    },
    ({ body, actor, now, today, services: { storage } }) =>
      storage.transaction(async tx => {
        if (!isDate(body.day) || body.day > today)
          throw new Fault('INPUT_INVALID', { details: [{ where: 'day', rule: 'date' }] })
        await agree(tx, { ...body, author: actor.id, at: now })
        return { ok: true }
      }),
  ),
]
