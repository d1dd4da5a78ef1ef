import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'
import type { CaseWhole } from './shapes.ts'

/** What its person asks of a case that was opened: to let it be, or to delete what stands in it. */
export function AskedFor({ file, done }: { file: CaseWhole; done: () => Promise<void> }) {
  const erase = useCallback(() => api.post(`/cases/${file.id}/erase`), [file.id])
  const action = useAction(erase, '删掉了')
  if (file.asked === null) return null
  const remove = async () => {
    if (await action.run()) await done()
  }
  return (
    <Panel title={wordFor('asked', file.asked)}>
      {file.asked === 'close' ? (
        <p>没有别的要做，就在下面办结，心桥会告诉本人。</p>
      ) : (
        <details className="fold">
          <summary>删掉这一件的内容</summary>
          <p>来往全删掉，找不回来，只剩编号。心桥会告诉本人。</p>
          <Problem error={action.error} />
          <Button danger loading={action.busy} onClick={remove}>
            删掉
          </Button>
        </details>
      )}
    </Panel>
  )
}
