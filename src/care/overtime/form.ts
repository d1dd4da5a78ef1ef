/** What an overtime record says beside its row; sealed. */
export interface OvertimeForm {
  /** One of the policy's categories: never what was worked on. */
  purpose: string
  /** Files that prove it, by id. */
  proof: readonly string[]
  /** Why the office recorded it. */
  reason?: string
}
