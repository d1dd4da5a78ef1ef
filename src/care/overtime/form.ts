/** What an overtime record says; sealed. */
export interface OvertimeForm {
  date: string
  hours: number
  /** One of the flow's categories: never what was worked on. */
  purpose: string
}
