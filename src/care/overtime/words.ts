import { formatDate, formatHours } from '../../dialogue/format.ts'
import type { Tools } from '../../runtime/context.ts'
import { OVERTIME } from './policy.ts'
import type { OvertimeRow } from './store.ts'

type Speaker = Pick<Tools, 'policy' | 'text' | 'words'>

/** What a category of the policy is called; a category that is no more keeps its name. */
export function purposeLabel({ policy }: Speaker, purpose: string): string {
  return policy(OVERTIME).categories.find(({ value }) => value === purpose)?.label ?? purpose
}

export function kindLabel({ policy }: Speaker, kind: OvertimeRow['kind']): string {
  return policy(OVERTIME).kinds[kind].label
}

/** The parts of a record that texts use. */
export function recordWords(tools: Speaker, row: OvertimeRow, today: string) {
  return {
    no: row.no,
    date: formatDate(row.date, tools.words(), today),
    hours: formatHours(row.minutes),
    kind: kindLabel(tools, row.kind),
  }
}

/** What the one who confirms should know beside the hours: that it came late, or early, or was paid for. */
export function remarks({ text }: Speaker, row: OvertimeRow, papers: number): string {
  const parts = [
    row.ahead ? text('overtime_is_ahead') : '',
    row.late ? text('overtime_is_late') : '',
    row.subsidy ? text('overtime_is_paid') : '',
    row.source === 'office' ? text('overtime_by_office') : '',
    papers > 0 ? text('overtime_has_papers', { count: papers }) : '',
  ]
  return parts.join('')
}
