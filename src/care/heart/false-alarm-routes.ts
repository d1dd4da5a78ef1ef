import { Type } from 'typebox'
import { Fault } from '../../kernel/faults.ts'
import { writeAudit } from '../../runtime/audit.ts'
import { type Route, route } from '../../runtime/route.ts'
import { myCase } from './my-case.ts'

/** Sentences that were flagged and were none, taken out by whoever betters the rules: in plain, so it is written down. */
export const falseAlarmRoutes: readonly Route[] = [
  route(
    {
      method: 'POST',
      path: '/cases/false-alarms',
      summary:
        'Writes down that I take the sentences of these false alarms out of the program, and says whose name they bear',
      roles: ['handler'],
      body: Type.Object(
        {
          cases: Type.Array(Type.String({ minLength: 1, maxLength: 64 }), { minItems: 1, maxItems: 5_000 }),
        },
        { additionalProperties: false },
      ),
      returns: Type.Object({
        by: Type.String({ description: 'Name and unit of who takes them' }),
        at: Type.Integer({ description: 'ms UTC' }),
      }),
      // A line for each case.
      audit: null,
    },
    ({ body, actor, now, services: { storage, tools } }) =>
      storage.transaction(async tx => {
        for (const id of new Set(body.cases)) {
          const { file } = await myCase(tx, tools, id, actor.id)
          if (file.kind !== 'flag' || file.outcome !== 'false_alarm') throw new Fault('CONFLICT')
          await writeAudit(tx, { actor: actor.id, action: 'case.export', about: file.id }, now)
        }
        return { by: `${actor.name} ${actor.unit}`, at: now }
      }),
  ),
]
