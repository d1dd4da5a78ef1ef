import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { OvertimeTable } from '../../../src/care/overtime/rules.ts'
import { type Heard, purposesOf, shownTerms } from '../../../src/care/overtime/shown-terms.ts'
import type { Value } from '../../../src/dialogue/value.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const POLICY = join(import.meta.dirname, '../../../flows/policy/overtime.yaml')
const table = parse(readFileSync(POLICY, 'utf8')) as OvertimeTable

/** What the program answers from its rule table alone, as it does. Null = it is no look-up of that sort. */
export function overtimeByRule(
  name: string,
  inputs: Readonly<Record<string, Value>>,
  at: string,
): Value | null {
  switch (name) {
    case 'overtime_terms':
      return {
        ...shownTerms(
          chineseCalendar(),
          table,
          { ...(inputs as Omit<Heard, 'staffType'>), staffType: null },
          at,
        ),
        each: '',
      }
    case 'overtime_purposes':
      return purposesOf(table)
    case 'overtime_kind':
      return { ask_subsidy: inputs['kind'] === 'duty' && table.kinds.duty.ask_subsidy }
    default:
      return null
  }
}
