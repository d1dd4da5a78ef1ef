import { Fault } from '../kernel/faults.ts'
import type { SystemTexts } from '../runtime/system-texts.ts'

/** What went wrong, in words; nothing of what was being worked on. */
export function wordsOf(thrown: unknown, texts: SystemTexts): string[] {
  if (thrown instanceof Fault) {
    const details = thrown.details.map(detail => texts.say('usage.detail', texts.detail(detail)))
    return [texts.fault(thrown), ...details]
  }
  const name = thrown instanceof Error ? thrown.name : typeof thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return [texts.say('usage.broken', { error: `${name} ${code}`.trim() })]
}
