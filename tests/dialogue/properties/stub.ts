import type { Value, ValueType } from '../../../src/dialogue/value.ts'
import { registry } from '../../dialogues/harness/registry.ts'

/** What a look-up answers, always the same: of somebody who is at his post, so that he can ask for leave. */
export function stubLookup(name: string): Value {
  return name === 'my_post' ? { off: false } : stubOf(registry.lookups[name]?.returns ?? 'text')
}

/** Some value of a type. */
function stubOf(type: ValueType): Value {
  if (typeof type === 'object')
    return Object.fromEntries(Object.entries(type).map(([name, t]) => [name, stubOf(t)])) as Value
  switch (type) {
    case 'yes_no':
      return true
    case 'days':
    case 'money':
    case 'number':
      return 8
    case 'date':
      return '2026-12-25'
    case 'options':
      return [1, 2].map(n => ({ value: `QJ-20261123-000${n}`, label: `QJ-20261123-000${n} 李明 年假 1天` }))
    default:
      return '一些字'
  }
}
