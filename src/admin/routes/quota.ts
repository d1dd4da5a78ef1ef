import { desc, gte } from 'drizzle-orm'
import { Type } from 'typebox'
import { monthlyLimit, monthOf, QUOTA_KINDS, REMINDERS } from '../../runtime/reminders.ts'
import { type Route, route } from '../../runtime/route.ts'

const Quota = Type.Object({
  month: Type.String({ description: 'YYYY-MM, the present one' }),
  now: Type.Array(
    Type.Object({
      kind: Type.String({ description: 'api: calls; stream: messages to the robot and replies to them' }),
      used: Type.Integer(),
      limit: Type.Integer({ description: 'The setting quota.<kind>, else what the policy says' }),
    }),
  ),
  stopAt: Type.Integer({ description: 'Percent of the API calls at which reminders stop' }),
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
        const reminders = tools.policy(REMINDERS)
        const present = []
        for (const kind of QUOTA_KINDS) {
          const row = used.find(u => u.month === month && u.kind === kind)
          present.push({ kind, used: row?.used ?? 0, limit: await monthlyLimit(tx, reminders, kind) })
        }
        return { month, now: present, stopAt: reminders.quota.stop_at_percent, used }
      }),
  ),
]
