import { desc, gte } from 'drizzle-orm'
import { Type } from 'typebox'
import { monthOf } from '../../runtime/reminders.ts'
import { type Route, route } from '../../runtime/route.ts'
import { readSetting } from '../../runtime/settings.ts'

const Quota = Type.Object({
  month: Type.String({ description: 'YYYY-MM, the present one' }),
  limit: Type.Union([Type.Integer({ description: 'The setting quota.api' }), Type.Null()]),
  used: Type.Array(Type.Object({ month: Type.String(), kind: Type.String(), used: Type.Integer() })),
})

/** How many of the platform's calls were used. */
export const quotaRoutes: readonly Route[] = [
  route(
    {
      method: 'GET',
      path: '/quota',
      summary: 'Calls to the platform, by month and kind, for the last twelve months',
      roles: ['admin', 'hr'],
      returns: Quota,
      audit: null,
    },
    ({ now, services: { storage, tools } }) =>
      storage.read(async tx => {
        const { quota } = tx.t
        const month = monthOf(now, tools.zone)
        const since = `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`
        const used = await tx.db
          .select()
          .from(quota)
          .where(gte(quota.month, since))
          .orderBy(desc(quota.month), quota.kind)
        return { month, limit: await readSetting(tx, 'quota.api'), used }
      }),
  ),
]
