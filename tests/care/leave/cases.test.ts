import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { answerCase } from '../../../src/cli/leave/answer-case.ts'
import type { Rules } from '../../../src/cli/leave/rules.ts'
import { HOME } from '../../../src/data.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

/** One question, its source, and a table of cases; see cases/README.md. */
interface Group {
  ask: string
  source: string
  given?: Record<string, unknown>
  columns: string[]
  want: string[]
  rows: unknown[][]
}

const policy = (name: string) => parse(readFileSync(join(HOME, 'flows', 'policy', `${name}.yaml`), 'utf8'))
const rules: Rules = { calendar: chineseCalendar(), leave: policy('leave'), overtime: policy('overtime') }
const folder = join(import.meta.dirname, 'cases')

for (const file of readdirSync(folder).filter(name => name.endsWith('.yaml')))
  for (const group of parse(readFileSync(join(folder, file), 'utf8')) as Group[])
    describe(`${file}: ${group.ask}, ${group.source}`, () => {
      test.each(group.rows.map(row => [titleOf(group, row), row]))('%s', (_, row) => {
        const given = structuredClone(group.given ?? {})
        group.columns.forEach((column, i) => {
          put(given, column, written(row[i]))
        })
        const expected = Object.fromEntries(
          group.want.map((name, i) => [name, row[group.columns.length + i]]),
        )
        const answer = answerCase(rules, JSON.stringify({ id: 'x', ask: group.ask, given }))
        expect(answer).toMatchObject(expected)
      })
    })

function titleOf({ columns, want }: Group, row: readonly unknown[]): string {
  const asked = columns.map((_, i) => (typeof row[i] === 'object' ? JSON.stringify(row[i]) : String(row[i])))
  const why = row[columns.length + want.length]
  return [...asked, ...(typeof why === 'string' ? [`(${why})`] : [])].join(' ')
}

/** Puts a value in its place; a range joins what stands there. */
function put(given: Record<string, unknown>, column: string, value: unknown): void {
  if (value === null) return
  // The kind of a leave stands with its dates.
  if (column === 'type') {
    put(given, 'request.type', value)
    put(given, 'approved.type', value)
    return
  }
  const [name = '', rest] = column.split('.')
  const there = given[name]
  if (rest !== undefined) given[name] = { ...(there as object), [rest]: value }
  else given[name] = isRange(value) ? { ...(there as object), ...value } : value
}

function isRange(value: unknown): value is { start: string; end: string } {
  return typeof value === 'object' && value !== null && 'start' in value
}

/** `from..to`, and the short forms of a leave (`annual pending from..to`) and of an event (`grant g1 date days`). */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(one => (typeof one === 'string' ? wordsOf(one.split(' ')) : one))
  return typeof value === 'string' && value.includes('..') ? rangeOf(value) : value
}

function rangeOf(text: string): { start: string; end: string } {
  const [start = '', end = ''] = text.split('..')
  return { start, end }
}

function wordsOf([kind = '', one = '', two = '', three = '', four = '']: string[]): object {
  switch (kind) {
    case 'grant':
      return { kind, id: one, on: two, days: Number(three), ...(four ? { expires: four } : {}) }
    case 'use':
      return { kind, id: one, leave_date: two, days: Number(three), status: four || 'approved' }
    case 'cancel':
    case 'reject':
      return { kind, use: one, id: two }
    case 'reverse':
      return { kind, grant: one, id: two }
    default:
      return { type: kind, status: one, ...rangeOf(two) }
  }
}
