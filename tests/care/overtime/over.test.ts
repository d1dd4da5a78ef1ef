import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isOver, mayBeOnLeave, type OvertimeTable } from '../../../src/care/overtime/rules.ts'
import type { HalfDay } from '../../../src/kernel/half-day.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'

const FILE = join(import.meta.dirname, '../../../flows/policy/overtime.yaml')
const table = parse(readFileSync(FILE, 'utf8')) as OvertimeTable
const calendar = chineseCalendar()

// 2026-11-23 is a Monday, 2026-11-21 a Saturday; work ends at 17:30.
test.each([
  ['tonight, said this morning', '2026-11-23', 3, '', '2026-11-23T09:00', false],
  ['tonight, said when it can be over', '2026-11-23', 3, '', '2026-11-23T20:30', true],
  ['tonight, said a minute before', '2026-11-23', 3, '', '2026-11-23T20:29', false],
  ['last night', '2026-11-22', 3, '', '2026-11-23T09:00', true],
  ['a long one of yesterday, when work begins', '2026-11-19', 16, '', '2026-11-20T08:30', true],
  ['a long one of yesterday, in the night', '2026-11-19', 16, '', '2026-11-20T03:00', false],
  ['tomorrow', '2026-11-24', 3, '', '2026-11-23T09:00', false],
  ['by the clock, at its end', '2026-11-23', 2, '18:00-20:00', '2026-11-23T20:00', true],
  ['by the clock, before its end', '2026-11-23', 2, '18:00-20:00', '2026-11-23T19:59', false],
  ['before work, by the clock', '2026-11-23', 2, '06:00-08:00', '2026-11-23T09:00', true],
  ['over midnight, in the night', '2026-11-22', 8, '20:00-04:00', '2026-11-23T03:00', false],
  ['over midnight, in the morning', '2026-11-22', 8, '20:00-04:00', '2026-11-23T04:00', true],
  ['a Saturday, at noon', '2026-11-21', 3.5, '', '2026-11-21T12:00', true],
  ['a Saturday, in the morning', '2026-11-21', 8, '', '2026-11-21T10:00', false],
] as const)('%s: over %#', (_, date, hours, clock, at, wanted) => {
  expect(isOver(calendar, table, { date, minutes: hours * 60, clock }, at)).toBe(wanted)
})

test.each([
  ['no clock, leave all day', '', ['2026-11-20a', '2026-11-20p'], true],
  ['no clock, leave in the afternoon', '', ['2026-11-20p'], true],
  ['no clock, no leave', '', [], false],
  ['in the evening of a leave day', '18:00-21:00', ['2026-11-20a', '2026-11-20p'], false],
  ['in the legal hours of it', '15:00-21:00', ['2026-11-20a', '2026-11-20p'], true],
  ['in the morning, leave in the afternoon', '09:00-11:00', ['2026-11-20p'], false],
  ['over the noon break of it', '12:00-14:00', ['2026-11-20a', '2026-11-20p'], false],
  ['over midnight into the hours of the next day', '20:00-09:30', ['2026-11-21a'], true],
  ['over midnight, home before them', '20:00-08:30', ['2026-11-21a'], false],
] as const)('%s: may be leave %#', (_, clock, taken, wanted) => {
  expect(mayBeOnLeave(table, { date: '2026-11-20', clock }, new Set<HalfDay>(taken))).toBe(wanted)
})
