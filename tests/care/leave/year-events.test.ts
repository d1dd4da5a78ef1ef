import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { LeaveTable } from '../../../src/care/leave/rules.ts'
import { yearEvents } from '../../../src/care/leave/year-events.ts'
import { HOME } from '../../../src/data.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

test('certificates that run on are one sick leave: February and March are two months', () => {
  const policy = parse(readFileSync(join(HOME, 'flows/policy/leave.yaml'), 'utf8')) as LeaveTable
  const days = (...spans: readonly (readonly [string, string])[]) =>
    yearEvents(
      policy.exclusions,
      chineseCalendar(),
      spans.map(([from, to]) => ({ kind: 'sick', from: `2026-${from}a`, to: `2026-${to}p`, worked: [] })),
      2026,
    ).map(event => (event.kind === 'sick' ? event.days : null))
  expect(days(['02-01', '02-14'], ['02-15', '02-28'], ['03-01', '03-14'], ['03-15', '03-31'])).toEqual([60])
  expect(days(['02-01', '02-14'], ['02-16', '02-28'])).toEqual([14, 13])
})
