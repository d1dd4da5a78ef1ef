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
  /** The number of the approved leave that stands until these dates are agreed to. */
  replaces?: string
}
