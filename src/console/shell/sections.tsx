import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

/** One part of the console: who sees it, and its page. */
export interface Section {
  readonly id: string
  readonly title: string
  readonly roles: readonly string[]
  readonly Page: LazyExoticComponent<ComponentType<{ one: string | null }>>
}

export const SECTIONS: readonly Section[] = [
  {
    id: 'cases',
    title: '心里话',
    roles: ['handler', 'hr', 'admin'],
    Page: lazy(() => import('../cases/cases-page.tsx')),
  },
  {
    id: 'reports',
    title: '举报',
    roles: ['discipline'],
    Page: lazy(() => import('../cases/reports-page.tsx')),
  },
  {
    id: 'reveals',
    title: '隐名',
    roles: ['custodian'],
    Page: lazy(() => import('../reveals/reveals-page.tsx')),
  },
  {
    id: 'concerns',
    title: '值班',
    roles: ['duty', 'handler'],
    Page: lazy(() => import('../concerns/concerns-page.tsx')),
  },
  { id: 'help', title: '找人', roles: ['hr'], Page: lazy(() => import('../help/help-page.tsx')) },
  {
    id: 'applications',
    title: '申请',
    roles: ['hr', 'admin', 'supervisor', 'fund'],
    Page: lazy(() => import('../applications/applications-page.tsx')),
  },
  {
    id: 'overtime',
    title: '加班',
    roles: ['hr', 'supervisor'],
    Page: lazy(() => import('../overtime/overtime-page.tsx')),
  },
  {
    id: 'absences',
    title: '不在',
    roles: ['supervisor', 'hr'],
    Page: lazy(() => import('../absences/absences-page.tsx')),
  },
  {
    id: 'bulletins',
    title: '休假通报',
    roles: ['hr', 'supervisor'],
    Page: lazy(() => import('../bulletins/bulletins-page.tsx')),
  },
  {
    id: 'campaigns',
    title: '体检',
    roles: ['hr', 'admin', 'health_contact'],
    Page: lazy(() => import('../campaigns/campaigns-page.tsx')),
  },
  {
    id: 'people',
    title: '名单',
    roles: ['hr', 'admin'],
    Page: lazy(() => import('../people/people-page.tsx')),
  },
  {
    id: 'calendar',
    title: '日历',
    roles: ['hr', 'admin'],
    Page: lazy(() => import('../calendar/calendar-page.tsx')),
  },
  {
    id: 'expiring',
    title: '到期删除',
    roles: ['handler', 'discipline', 'hr', 'fund'],
    Page: lazy(() => import('../expiring/expiring-page.tsx')),
  },
  { id: 'trouble', title: '运行', roles: ['admin'], Page: lazy(() => import('../trouble/trouble-page.tsx')) },
  {
    id: 'settings',
    title: '设置',
    roles: ['staff'],
    Page: lazy(() => import('../settings/settings-page.tsx')),
  },
  { id: 'audit', title: '审计', roles: ['auditor'], Page: lazy(() => import('../audit/audit-page.tsx')) },
]
