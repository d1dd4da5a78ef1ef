import type { HalfDay } from '../../kernel/half-day.ts'

/** What a leave request asks for; sealed. */
export interface LeaveForm {
  kind: string
  from: HalfDay
  to: HalfDay
  halfDays: number
  reason: string
  /** Attachment ids. */
  proof: string[]
  /** The number of the leave whose dates this one changes. */
  replaces?: string
}
