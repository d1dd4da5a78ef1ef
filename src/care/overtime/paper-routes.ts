import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { type Call, type Route, route } from '../../runtime/route.ts'
import type { Tx } from '../../storage/storage.ts'
import { mayRead } from '../applications/routes.ts'
import { findApplication } from '../applications/store.ts'
import { overtimeKind } from './kind.ts'
import { papersOf } from './papers.ts'
import { findOvertime, type OvertimeRow } from './store.ts'

const No = Type.String({ pattern: '^JB-\\d{8}-\\d{4,}$' })

/** What proves overtime: for the person, whoever listed, decides or has decided it, and HR. */
export const paperRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/overtime/:no/papers',
      summary: 'Which files prove a record; a sheet that came with a list proves each of it',
      roles: ['staff'],
      params: Type.Object({ no: No }),
      returns: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), bytes: Type.Integer() })),
      audit: 'overtime.papers',
    },
    call => call.services.storage.read(async tx => papersOf(tx, await visible(tx, call, call.params.no))),
  ),
  route(
    {
      method: 'GET',
      path: '/overtime/:no/papers/:id',
      summary: 'One of them, base64',
      roles: ['staff'],
      params: Type.Object({ no: No, id: Type.String({ minLength: 1, maxLength: 64 }) }),
      returns: Type.Object({ name: Type.String(), kind: Type.String(), body: Type.String() }),
      audit: 'overtime.paper',
    },
    async call => {
      const { params, services } = call
      await services.storage.read(async tx => {
        const papers = await papersOf(tx, await visible(tx, call, params.no))
        if (!papers.some(({ id }) => id === params.id)) throw new Fault('NOT_FOUND')
      })
      const { name, kind, bytes } = await services.tools.attachments.read(services.storage, params.id)
      return { name, kind, body: Buffer.from(bytes).toString('base64') }
    },
  ),
]

/** @throws Fault NOT_FOUND where there is no such record, or it is not his to see */
async function visible(
  tx: Tx,
  {
    actor,
    now,
    today,
    services,
  }: Pick<Call<unknown, unknown, unknown>, 'actor' | 'now' | 'today' | 'services'>,
  no: string,
): Promise<OvertimeRow> {
  const context = { tx, now, today, person: actor, tools: services.tools }
  const [row, found] = [await findOvertime(tx, no), await findApplication(tx, no)]
  const may = found && (found.author === actor.id || (await mayRead(context, () => overtimeKind, found)))
  if (!row || !may) throw new Fault('NOT_FOUND')
  return row
}
