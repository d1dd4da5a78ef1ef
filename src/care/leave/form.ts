import type { HalfDay } from '../../kernel/half-day.ts'
import type { Trip } from '../away/form.ts'

/** What a leave request asks for; sealed. */
export interface LeaveForm {
  kind: string
  from: HalfDay
  to: HalfDay
  halfDays: number
  reason: string
  /** Attachment ids. */
  proof: string[]
  /** By when a certificate was promised that was not there at once, ISO; left out where none was owed. */
  proofBy?: string
  /** The number of the approved leave that stands until these dates are agreed to. */
  replaces?: string
  /** The number it was asked for instead of, approved or not: whoever decides sees both. */
  instead?: string
  /** 续假: the leave that these days are added to, and the half-days of it until then. */
  extends?: { no: string; halfDays: number }
  /** Where he goes, if he leaves the city: reported with the leave, no request of its own. */
  trip?: Trip
  /** Somebody was asked to stand in when it was handed in. */
  standIn?: true
}

/** Half-days of the whole leave: what a certificate is owed by. */
export function wholeLength({ halfDays, extends: before }: LeaveForm): number {
  return halfDays + (before?.halfDays ?? 0)
}
