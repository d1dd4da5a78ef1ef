import type { ApprovalStep } from '../api/shapes.ts'
import { Facts } from '../ui/facts.tsx'
import { Panel } from '../ui/page.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'

/** Who decides a request, one after the other, and with whom it is filed. */
export function ChainPanel({ steps }: { steps: readonly ApprovalStep[] }) {
  if (steps.length === 0) return null
  return (
    <Panel title="审批">
      <Facts
        facts={steps.map(step => [
          step.does === 'file' ? `备案 ${step.person}` : `${step.seq} ${step.person}`,
          [
            wordFor('step', step.state),
            ...(step.by === '' ? [] : [`${step.by}代批`]),
            ...(step.at === null ? [] : [moment(step.at)]),
          ].join('，'),
        ])}
      />
    </Panel>
  )
}
