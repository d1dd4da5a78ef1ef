import type { RecoveryState } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { RecoveryDecision } from '../settings/recovery-decision.tsx'
import { Panel } from '../ui/page.tsx'

/** Asks, once everything else is done, whether the house wants a recovery key. Nothing waits for the answer. */
export function RecoveryStep() {
  const { data, reload } = useData<RecoveryState>('/recovery')
  if (data?.state !== 'undecided') return null
  return (
    <Panel
      title="还有一件请单位定：要不要应急钥匙"
      about="钥匙口令都忘了、带钥匙的人都走了，靠它还能打开心里话。印在纸上放保险柜；要两个人同意才用得上，谁用了大家都知道。现在不定，以后在“设置”里定。"
    >
      <RecoveryDecision state={data} decided={reload} />
    </Panel>
  )
}
