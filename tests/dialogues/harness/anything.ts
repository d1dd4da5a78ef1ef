import type { Outcome } from '../../../src/dialogue/event.ts'
import type { Value, ValueType } from '../../../src/dialogue/value.ts'
import type { Random } from './random.ts'
import { registry } from './registry.ts'

/** What a look-up may bring. @param text what a text says: each look-up something else, so that repeats are noticed */
export function anyValue(r: Random, type: ValueType, text: string): Value {
  if (typeof type === 'object')
    return Object.fromEntries(Object.entries(type).map(([name, t]) => [name, anyValue(r, t, text)])) as Value
  switch (type) {
    case 'yes_no':
      return r.chance(0.8)
    case 'days':
    case 'money':
    case 'number':
      return r.below(20)
    case 'date':
      return r.pick(['2026-11-01', '2026-12-25', '2027-03-01'])
    case 'options':
      return Array.from({ length: r.below(4) }, (_, i) => ({
        value: `QJ-20261123-000${i + 1}`,
        label: `QJ-20261123-000${i + 1} 李明 年假 1天`,
      }))
    default:
      return text
  }
}

/** How an effect may go, also for a reason that the flow file has no words for. */
export function anyOutcome(r: Random, name: string): Outcome {
  const shape = registry.effects[name]
  const reasons = Object.entries(shape?.refusals ?? {})
  const fields = (names: readonly string[]) => Object.fromEntries(names.map(n => [n, `${name}的${n}`]))
  switch (r.weighted({ done: 60, refused: 14, failed: 12, sent: 14 })) {
    case 'refused': {
      const [reason, values] = reasons.length > 0 ? r.pick(reasons) : ['unheard_of', []]
      return { state: 'refused', reason, values: fields(values) }
    }
    case 'failed':
      return failed()
    case 'sent':
      return { state: 'sent', quiet: r.chance(0.5) }
    default:
      return { state: 'done', result: fields(Object.keys(shape?.result ?? {})) }
  }
}

export function failed(): Outcome {
  return { state: 'failed', error: '系统忙' }
}
