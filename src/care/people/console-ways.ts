import type { Role } from '../../kernel/person.ts'
import { lookup } from '../../runtime/declare.ts'

/** Pages of the console, in its order, and whose work each is; the notice `way_<page>` says what is done there. */
export const WAYS: readonly { page: string; roles: readonly Role[] }[] = [
  { page: 'cases', roles: ['handler'] },
  { page: 'reports', roles: ['discipline'] },
  { page: 'reveals', roles: ['custodian'] },
  { page: 'concerns', roles: ['duty', 'handler'] },
  { page: 'help', roles: ['hr'] },
  { page: 'applications', roles: ['hr', 'admin', 'supervisor', 'fund'] },
  { page: 'overtime', roles: ['hr', 'supervisor'] },
  { page: 'absences', roles: ['supervisor', 'hr'] },
  { page: 'bulletins', roles: ['hr', 'supervisor'] },
  { page: 'campaigns', roles: ['hr', 'admin', 'health_contact'] },
  { page: 'people', roles: ['hr', 'admin'] },
  { page: 'calendar', roles: ['hr', 'admin'] },
  { page: 'expiring', roles: ['handler', 'discipline', 'hr', 'fund'] },
  { page: 'trouble', roles: ['admin'] },
  { page: 'settings', roles: ['admin', 'security'] },
  { page: 'audit', roles: ['auditor'] },
]

/** What somebody can do in the console by his roles, page by page, and where it is. */
export const consoleWays = lookup(
  { with: {}, returns: { text: 'text', address: 'text' } },
  async ({ tools, person }) => {
    const mine = WAYS.filter(({ roles }) => roles.some(role => person.roles.includes(role)))
    return {
      text: mine.map(({ page }) => tools.text(`way_${page}`)).join('\n'),
      address: tools.console ?? '',
    }
  },
)
