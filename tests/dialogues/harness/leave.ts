import { parse } from 'yaml'
import { conditionOf, notForYou, papersOf } from '../../../src/care/leave/kind-words.ts'
import {
  countHalfDays,
  countingOf,
  type LeaveTable,
  notEntitled,
  owesProof,
} from '../../../src/care/leave/rules.ts'
import type { Value } from '../../../src/dialogue/value.ts'
import type { Me } from '../../../src/dialogue/world.ts'
import type { HalfDay } from '../../../src/kernel/half-day.ts'
import type { Notices } from '../../../src/runtime/notices.ts'
import { messageOf } from '../../../src/runtime/push.ts'
import { chineseCalendar } from '../../../src/understanding/calendar/index.ts'
import { shippedFiles, shippedLibrary } from './library.ts'

type Inputs = Readonly<Record<string, Value>>

const table = parse(shippedFiles().get('policy/leave.yaml') ?? '') as LeaveTable
const { notices } = parse(shippedFiles().get('_notices.yaml') ?? '') as { notices: Notices }
const calendar = chineseCalendar()
const tools = {
  calendar,
  policy: () => table as never,
  words: () => shippedLibrary().words,
  text: (name: string, values = {}) => messageOf(notices, name, values).text,
}

/** What the program answers from its rule table alone, as it does. Undefined = it is no look-up of that sort. */
export function leaveByRule(
  name: string,
  inputs: Inputs,
  { me, today }: { me: Me; today: string },
): Value | null | undefined {
  const kind = inputs['kind'] as string
  switch (name) {
    case 'leave_days':
      return leaveDays(inputs)
    case 'leave_filing':
      return { days: table.filing.within_days }
    case 'leave_papers':
      return owesProof(table, kind, inputs['days'] as number)
        ? papersOf(tools, { kind, from: inputs['from'] as HalfDay }, today)
        : null
    case 'leave_for_me': {
      const why = notEntitled(table, kind, { staffType: me.staff_type, sex: me.sex, workStart: null }, null)
      const condition = conditionOf(tools, kind)
      return why
        ? { reason: 'NOT_ENTITLED', why: notForYou(tools, me.staff_type, kind, why), condition }
        : { reason: '', why: '', condition }
    }
    default:
      return undefined
  }
}

/** The code that follows from what is there, where a transcript gives none. */
export function leaveRoom(inputs: Inputs, room: Value | null): Value | null {
  if (room === null || typeof room !== 'object' || 'reason' in room) return room
  const { kind, from, to } = inputs
  const left = (room as Record<string, number | undefined>)[kind as string]
  const days = leaveDays(inputs)
  const reasons = {
    INVALID_RANGE: (to as string) < (from as string),
    NO_WORKDAYS: days === 0,
    INSUFFICIENT_BALANCE: (kind === 'annual' || kind === 'comp') && left !== undefined && left < days,
  }
  const [reason = ''] = Object.entries(reasons).find(([, holds]) => holds) ?? []
  return { ...room, reason } as Value
}

function leaveDays({ kind, from, to }: Inputs): number {
  const stretch = { from: from as HalfDay, to: to as HalfDay }
  return countHalfDays(calendar, countingOf(table, kind as string), stretch)
}
