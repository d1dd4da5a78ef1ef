import { expect, test } from 'vitest'
import { scopeOf } from '../../src/dialogue/scope.ts'
import type { Frame } from '../../src/dialogue/state.ts'
import { compileTemplate, render } from '../../src/dialogue/template.ts'
import type { Value } from '../../src/dialogue/value.ts'
import type { World } from '../../src/dialogue/world.ts'
import { chineseCalendar } from '../../src/understanding/calendar/index.ts'
import { load, SMALL } from './small-flow.ts'

const { library } = load({ 'errand.yaml': SMALL })
const flow = library?.flows.get('errand')
if (!library || !flow) throw new Error('the small flow does not load')
const world = { words: library.words, calendar: chineseCalendar(), me: {} } as unknown as World
const frame = { slots: { from: '2026-11-25a', to: '2026-11-25p' }, got: {} } as unknown as Frame

const say = (extra: Readonly<Record<string, Value>>, type: 'text' | 'half_day') =>
  render(
    compileTemplate('{from}', () => type),
    scopeOf(world, '2026-11-23', frame, flow, extra),
  )

test('a slot is written as its type is', () => {
  expect(say({}, 'half_day')).toBe('11月25日（周三）')
})

test('what an effect brought is written as its own type, also where a slot has the same name', () => {
  expect(say({ from: '下个月' }, 'text')).toBe('下个月')
})
