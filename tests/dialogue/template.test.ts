import { expect, test } from 'vitest'
import {
  compileParts,
  compileTemplate,
  type RenderScope,
  render,
  renderParts,
} from '../../src/dialogue/template.ts'
import type { Value } from '../../src/dialogue/value.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'

const TYPES = { kind: 'choice', reason: 'text', days: 'days', late: 'yes_no', gap: 'text' } as const

const scopeWith = (values: Readonly<Record<string, Value>>): RenderScope => ({
  now: '2026-11-23T09:00',
  calendar: chineseCalendar(),
  formatSpan: () => '',
  format: (value, type) => (type === 'days' ? `${Number(value) / 2}` : String(value)),
  value: name => values[name],
})

const typeOf = (name: string) => (name in TYPES ? TYPES[name as keyof typeof TYPES] : undefined)
const say = (source: string, values: Readonly<Record<string, Value>>) =>
  render(compileTemplate(source, typeOf), scopeWith(values))

test.each<[string, string, Readonly<Record<string, Value>>, string]>([
  ['a text without names', '好。', {}, '好。'],
  ['values by their type', '{kind}，{days}天。', { kind: '年假', days: 3 }, '年假，1.5天。'],
  ['spaces in the braces', '{ kind }', { kind: '年假' }, '年假'],
  ['what is not known is left out', '{kind}（{gap}）', { kind: '年假' }, '年假（）'],
  [
    'own words with braces stay as they are',
    '事由：{reason}',
    { reason: '{kind}${days}{' },
    '事由：{kind}${days}{',
  ],
  ['own words with replacement signs', '“{reason}”', { reason: "$& $1 $' \\0" }, "“$& $1 $' \\0”"],
  ['a lone brace is text', '} {', {}, '} {'],
])('%s', (_, source, values, text) => {
  expect(say(source, values)).toBe(text)
})

test('a part is said only while its condition is true, unknown counting as not', () => {
  const parts = compileParts(['一', { when: 'late', say: '二' }, { when: '!late', say: '三' }, '四'], typeOf)
  expect(renderParts(parts, scopeWith({ late: true }))).toBe('一二四')
  expect(renderParts(parts, scopeWith({ late: false }))).toBe('一三四')
  expect(renderParts(parts, scopeWith({}))).toBe('一四')
})

test.each([
  ['{other}', /not declared/],
  ['{kind.x}', /not declared/],
  ['{}', /is not a name/],
  ['{1}', /is not a name/],
  ["{kind == 'a'}", /is not a name/],
])('%s is refused', (source, what) => {
  expect(() => compileTemplate(source, typeOf)).toThrow(what)
})
