import type { CareArea } from './care-area.ts'
import type { Tools } from './context.ts'
import type { Privacy, PrivacyOf, TopicsOf } from './privacy.ts'

/** What the areas say of their notices, by the notice. Alerts are an administrator's work. */
export function privacyOf(areas: readonly CareArea[]): PrivacyOf {
  const known = new Map<string, Privacy>([
    ['alert', 'work'],
    ['alert_danger', 'work'],
  ])
  for (const { notices, privacy, atWork } of areas) {
    if (privacy) for (const notice of Object.keys(notices)) known.set(notice, privacy)
    for (const notice of atWork ?? []) known.set(notice, 'work')
  }
  return notice => known.get(notice)
}

/** What the areas say of what has numbers. */
export function topicsOf(areas: readonly CareArea[], tools: Tools): TopicsOf {
  return async (tx, no) => {
    for (const { topics } of areas) {
      const found = (await topics?.({ tx, tools }, no)) ?? []
      if (found.length > 0) return found
    }
    return []
  }
}
