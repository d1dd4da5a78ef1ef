import { describe, expect, test } from 'vitest'
import { compile, judge, type Scope } from '../../../src/dialogue/expression/compile.ts'
import { ExpressionError } from '../../../src/dialogue/expression/parse.ts'
import type { Value, ValueType } from '../../../src/dialogue/value.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const TYPES: Readonly<Record<string, ValueType>> = {
  yes: 'yes_no',
  no: 'yes_no',
  open: 'yes_no',
  kind: 'choice',
  note: 'text',
  days: 'days',
  left: 'days',
  cost: 'money',
  hours: 'number',
  date: 'date',
  from: 'half_day',
  to: 'half_day',
  at: 'time',
  papers: 'file',
  ways: 'multi',
  story: 'story',
  me: { unit_type: 'text', has_supervisor: 'yes_no' },
}

const VALUES: Readonly<Record<string, Value>> = {
  yes: true,
  no: false,
  kind: '病假',
  note: '看病👍',
  days: 3,
  cost: 35_050,
  hours: 4,
  date: '2026-11-24',
  from: '2026-11-24a',
  to: '2026-11-26p',
  at: '09:30',
  papers: [{ id: 'f', kind: 'pdf', bytes: 1 }],
  ways: ['a', 'b'],
  story: { pieces: ['p'], length: 12, recent: [], named: true },
  me: { unit_type: '机关', has_supervisor: true },
}

const scope: Scope = {
  now: '2026-11-23T09:00',
  calendar: chineseCalendar(),
  formatSpan: (from, to) => `${from}–${to}`,
  // “left” and “open” are declared, and not known yet.
  value: name => VALUES[name],
}

const run = (source: string) => compile(source, name => TYPES[name]).evaluate(scope)

describe('what an expression comes to', () => {
  test.each<[string, Value | undefined]>([
    ["kind == '病假'", true],
    ["kind != '病假'", false],
    ['days > 1', true],
    ['days > 1.5', false],
    ['days >= 1.5', true],
    ['days + 1', 5],
    ['days - 0.5', 2],
    ['cost < 351', true],
    ['cost > 350.5', false],
    ['cost - 50.5', 30_000],
    ['hours - 1 <= 3', true],
    ['date - 1', '2026-11-23'],
    ['date + 30', '2026-12-24'],
    ['date + days', '2026-11-26'],
    ['today()', '2026-11-23'],
    ['from > today()', true],
    ['from == date', true],
    ['to >= from', true],
    ['to < from', false],
    ['hour()', 9],
    ['weekday(date)', 2],
    ['year(from)', 2026],
    ['workdays(from, to)', 6],
    ['natural(from, to)', 6],
    ['days_until(today(), to)', 3],
    ['span(from, to)', '2026-11-24a–2026-11-26p'],
    ['len(note)', 3],
    ['len(story)', 12],
    ['count(papers)', 1],
    ['count(ways)', 2],
    ["includes(ways, 'b')", true],
    ['names_me(story)', true],
    ['known(kind)', true],
    ['known(left)', false],
    ["me.unit_type == '机关' && me.has_supervisor", true],
    ['!no', true],
  ])('%s', (source, value) => {
    expect(run(source)).toEqual(value)
  })
})

describe('unknown stays unknown', () => {
  test.each<[string, Value | undefined]>([
    ['open', undefined],
    ['!open', undefined],
    ['left > 1', undefined],
    ['days + 1 > left', undefined],
    ['open && yes', undefined],
    ['open && no', false],
    ['no && open', false],
    ['open || yes', true],
    ['yes || open', true],
    ['open || no', undefined],
    ['workdays(from, to) > left', undefined],
  ])('%s', (source, value) => {
    expect(run(source)).toBe(value)
    expect(
      judge(
        compile(source, name => TYPES[name]),
        scope,
      ),
    ).toBe(value)
  })
})

describe('what cannot meet is refused when the file is read', () => {
  test.each([
    ['other', /“other”.*not declared/],
    ['me.salary', /“me.salary”.*not declared/],
    ['kind.name', /“kind.name”.*not declared/],
    ['kind > 1', /do not go together/],
    ["kind < '病假'", /do not go together/],
    ['days == cost', /do not go together/],
    ['date + kind', /do not go together/],
    ['kind + note', /do not go together/],
    ['!days', /not yes or no/],
    ['days && yes', /not yes or no/],
    ['papers == 1', /do not go together/],
    ['me == 1', /do not go together/],
    ['known()', /takes 1 values/],
    ['len(days)', /must be text or story/],
    ['today(1)', /takes 0 values/],
    ['eval(note)', /no function “eval”/],
    ['constructor(note)', /no function “constructor”/],
    ['toString()', /no function “toString”/],
  ])('%s', (source, what) => {
    expect(() => run(source)).toThrow(ExpressionError)
    expect(() => run(source)).toThrow(what)
  })
})

test('an expression tells the names it reads', () => {
  const { names } = compile("me.unit_type == '机关' && days + 1 > left", name => TYPES[name])
  expect([...names]).toEqual(['me', 'days', 'left'])
})
