import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { countingOf, type LeaveTable } from '../../../src/care/leave/rules.ts'
import { countsEveryDay } from '../../../src/dialogue/counted.ts'
import { blankFrame } from '../../../src/dialogue/state.ts'
import type { World } from '../../../src/dialogue/world.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { shippedFiles, shippedLibrary } from '../../dialogues/harness/library.ts'

/** The chat counts a length before any rule is asked: what the flow file says of a kind is what the rules say of it. */
test('a length is counted in the chat as the rules count each kind', () => {
  const table = parse(shippedFiles().get('policy/leave.yaml') ?? '') as LeaveTable
  const flow = shippedLibrary().flows.get('leave')
  const kinds = flow?.slot.get('kind')?.options.map(option => option.value) ?? []
  if (!flow || kinds.length === 0) throw new Error('The kinds of leave are gone from the flow.')
  expect([...kinds].sort()).toEqual(Object.keys(table.kinds).sort())
  const around = { world: { calendar: chineseCalendar() } as World, now: '2026-11-23T09:00' }
  for (const kind of kinds) {
    const frame = { ...blankFrame('f1', flow, 0), slots: { kind } }
    const counting = countsEveryDay(around, frame, flow) ? 'natural' : 'workday'
    expect(`${kind}: ${counting}`).toBe(`${kind}: ${countingOf(table, kind)}`)
  }
})
