import { desc, lt } from 'drizzle-orm'
import { Type } from 'typebox'
import { verifyAudit } from '../../runtime/audit-check.ts'
import { type Route, route } from '../../runtime/route.ts'

const Lines = Type.Object({
  lines: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: Type.Integer({ description: 'ms UTC' }),
      actor: Type.String({ description: 'person.id, system, cli or nobody' }),
      name: Type.Union([Type.String({ description: 'Of the actor, looked up now' }), Type.Null()]),
      action: Type.String(),
      about: Type.String(),
    }),
  ),
})
const Check = Type.Object({
  lines: Type.Integer(),
  pruned: Type.Integer({ description: 'Of these, lines whose time was over; a sealed hash stands for them' }),
  fault: Type.Union([Type.Null(), Type.Object({ seq: Type.Integer(), kind: Type.String() })]),
})

/** The audit log, for auditors; that somebody read it stands in it too. */
export const auditRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/audit',
      summary: 'Lines of the audit log, newest first',
      roles: ['auditor'],
      query: Type.Object({
        before: Type.Optional(Type.Integer({ minimum: 1, description: 'Lines older than this one' })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
      }),
      returns: Lines,
      audit: 'audit.read',
    },
    ({ query, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { audit } = tx.t
        const rows = await tx.db
          .select()
          .from(audit)
          .where(query.before === undefined ? undefined : lt(audit.seq, query.before))
          .orderBy(desc(audit.seq))
          .limit(query.limit ?? 100)
        const lines = []
        for (const row of rows)
          lines.push({ ...row, name: (await tools.directory.byId(tx, row.actor))?.name ?? null })
        return { lines }
      }),
  ),
  route(
    {
      method: 'GET',
      path: '/audit/check',
      summary: 'Whether the log is whole: no line changed, none missing',
      roles: ['auditor'],
      returns: Check,
      audit: 'audit.check',
    },
    ({ now, services: { storage } }) => verifyAudit(storage, now),
  ),
]
