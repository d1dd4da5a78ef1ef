import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { answerCase } from '../../src/cli/leave/answer-case.ts'
import type { Rules } from '../../src/cli/leave/rules.ts'
import { HOME } from '../../src/data.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { tempFolder } from '../support/folder.ts'
import { runCli } from './run-cli.ts'

const policy = (name: string) => parse(readFileSync(join(HOME, 'flows', 'policy', `${name}.yaml`), 'utf8'))
const rules: Rules = { calendar: chineseCalendar(), leave: policy('leave'), overtime: policy('overtime') }
const ask = (line: unknown) => answerCase(rules, typeof line === 'string' ? line : JSON.stringify(line))

describe('a case that cannot be answered says why', () => {
  test.each([
    ['no JSON', '请假', { error: 'UNREADABLE', at: 'line' }],
    ['a list', '[]', { error: 'UNREADABLE', at: 'line' }],
    ['an unknown question', { id: 'a', ask: 'salary', given: {} }, { id: 'a', error: 'UNKNOWN_ASK' }],
    ['nothing given', { id: 'a', ask: 'workdays' }, { id: 'a', error: 'UNREADABLE', at: 'given' }],
    [
      'a date that is none',
      { ask: 'workdays', given: { from: '2026-02-30', to: '2026-03-01' } },
      { at: 'given.from' },
    ],
    [
      'a quarter of a day',
      { ask: 'carry_over', given: { as_of: '2026-06-01', entitlement_2026: 5.25 } },
      { at: 'given.entitlement_2026' },
    ],
    [
      'a half that is none',
      { ask: 'due_back', given: { leave_end: { date: '2026-06-18', half: 'NOON' } } },
      { at: 'given.leave_end.half' },
    ],
  ])('%s', (_, line, wanted) => {
    expect(ask(line)).toMatchObject(wanted)
  })
})

test('whatever the fields hold, each line has an answer', () => {
  const words = fc.constantFrom(
    'request',
    'type',
    'start',
    'end',
    'date',
    'half',
    'balances',
    'annual',
    'existing',
    'status',
    'events',
    'kind',
    'as_of',
    'year',
    'days',
    'on',
    'expiry',
    'months',
    'entries',
    'policy',
    'approved',
    'event',
    'at',
    'leave_end',
    'service_start',
    'from',
    'to',
    'leave_date',
    'id',
  )
  const leaf = fc.oneof(
    fc.constantFrom(
      '2026-06-01',
      '2026-06-01a',
      'AM',
      'annual',
      'pending',
      'grant',
      'use',
      'sick',
      'months',
      '',
    ),
    fc.integer({ min: -5, max: 3000 }),
    fc.boolean(),
    fc.constant(null),
  )
  const { given } = fc.letrec(tie => ({
    given: fc.dictionary(words, tie('value'), { maxKeys: 8 }),
    value: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(words, tie('value'), { maxKeys: 6 }),
    ),
  }))
  const asks = fc.constantFrom(
    'workdays',
    'leave_days',
    'charges',
    'annual_entitlement',
    'annual_exclusion',
    'carry_over',
    'decide',
    'cancel',
    'due_back',
    'overdue',
    'comp_accrual',
    'comp_ledger',
  )
  fc.assert(
    fc.property(asks, given, (name, fields) => {
      expect(ask({ id: 1, ask: name, given: fields })).toMatchObject({ id: 1 })
    }),
    { numRuns: 2_000 },
  )
})

test('the command answers line by line, by the rule tables in force', async () => {
  const cases = [
    { id: 'a', ask: 'workdays', given: { from: '2026-02-01', to: '2026-02-28' } },
    { id: 'b', ask: 'annual_entitlement', given: { service_start: '2015-08-24', as_of: '2026-01-15' } },
    { id: 'c', ask: 'nothing' },
  ]
  const input = cases.map(one => `${JSON.stringify(one)}\n`).join('')
  const { code, out, err } = await runCli(tempFolder(), ['leave'], { input })
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(
    out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line)),
  ).toMatchObject([
    { id: 'a', workdays: 16 },
    { id: 'b', days: 10 },
    { id: 'c', error: 'UNKNOWN_ASK' },
  ])
})
