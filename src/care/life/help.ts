import { and, eq, isNull } from 'drizzle-orm'
import type { LifeKind } from './kind.ts'

/** Requests for a human that were closed, with all that was said. */
export const helpLife: LifeKind = {
  kind: 'help',
  days: retention => retention.help_days,
  async finished({ tx, today }, _by, limit) {
    const { helpRequest, expiry } = tx.t
    const rows = await tx.db
      .select({ about: helpRequest.id })
      .from(helpRequest)
      .leftJoin(expiry, and(eq(expiry.kind, 'help'), eq(expiry.about, helpRequest.id)))
      .where(and(eq(helpRequest.status, 'closed'), isNull(expiry.about)))
      .limit(limit)
    return rows.map(({ about }) => ({ about, ended: today }))
  },
  async standing(tx, tools, about) {
    const { helpRequest } = tx.t
    const [row] = await tx.db.select().from(helpRequest).where(eq(helpRequest.id, about))
    if (row?.status !== 'closed') return null
    const person = await tools.directory.byId(tx, row.person)
    const handler = row.handler === null ? null : await tools.directory.byId(tx, row.handler)
    return { no: row.no, person, keepers: handler ? [handler] : await tools.directory.withRole(tx, 'hr') }
  },
  async erase({ tx }, about) {
    const { helpRequest, helpMessage } = tx.t
    await tx.db.delete(helpMessage).where(eq(helpMessage.request, about))
    await tx.db.delete(helpRequest).where(eq(helpRequest.id, about))
  },
}
