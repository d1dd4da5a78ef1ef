import { Select } from 'antd'
import { useCallback, useMemo } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { keyBox } from '../keys/key-box.ts'
import { Problem } from '../ui/problem.tsx'
import type { CaseWhole } from './shapes.ts'
import { useLabels } from './use-labels.ts'

/** Offered first; any other may be typed. */
const USUAL = ['要谈话', '要家访', '等回音', '要协调', '先放着'].map(value => ({ value, label: value }))

/** Labels of an open case: sealed to it, since they may say what it is about. */
export function Labels({ file, changed }: { file: CaseWhole; changed: () => Promise<void> }) {
  const one = useMemo(() => [file], [file])
  const labels = useLabels(one, file.wrapped)[file.id] ?? []
  const set = useCallback(
    async (next: readonly string[]) => {
      const sealed = next.length === 0 ? '' : await keyBox.seal(file.recipient, JSON.stringify(next))
      await api.put(`/cases/${file.id}/labels`, { sealed })
    },
    [file],
  )
  const action = useAction(set)
  return (
    <>
      <Select
        mode="tags"
        className="case-labels"
        aria-label="标签"
        placeholder="加标签，只有看得了这一件的人看得到"
        value={[...labels]}
        options={USUAL}
        maxCount={6}
        loading={action.busy}
        onChange={async (next: string[]) => {
          if (await action.run(next)) await changed()
        }}
      />
      <Problem error={action.error} />
    </>
  )
}
