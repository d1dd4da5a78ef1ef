import type { LeaveTable } from '../../care/leave/rules.ts'
import type { OvertimeTable } from '../../care/overtime/rules.ts'
import type { Calendar } from '../../kernel/calendar.ts'

/** What the cases are judged by. */
export interface Rules {
  readonly calendar: Calendar
  readonly leave: LeaveTable
  readonly overtime: OvertimeTable
}
