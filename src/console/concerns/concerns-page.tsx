import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { ConcernLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'

/** People somebody was called for: who and where, never a word of what was said. */
export default function ConcernsPage() {
  const loaded = useData<ConcernLine[]>('/concerns')
  return (
    <Page title="值班" about="可能有生命危险的人。说了什么这里看不到；确认有人照应了，再点“有人照应了”。">
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有要你联系的人。">有人可能有危险，心桥会马上发消息告诉值班的人。</Nothing>
          ) : (
            <Records
              label="要联系的人"
              rows={rows}
              keyOf={row => row.id}
              columns={[
                { title: '姓名', cell: row => row.name, main: true },
                { title: '单位', cell: row => row.unit },
                { title: '电话', cell: row => row.mobile ?? '名册里没有' },
                { title: '轻重', cell: row => <Mark tone="bad">{wordFor('level', row.level)}</Mark> },
                { title: '从什么时候', cell: row => moment(row.since) },
                { title: '谁知道', cell: row => <Knows row={row} /> },
                { title: '处理', cell: row => <Close id={row.id} closed={loaded.reload} /> },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}

function Knows({ row: { told, contact } }: { row: ConcernLine }) {
  if (contact === null) return <Mark tone="bad">谁都没联系上</Mark>
  if (told === null) return <Mark tone="wait">正在通知{contact}</Mark>
  return (
    <>
      {contact}，{moment(told)}
    </>
  )
}

function Close({ id, closed }: { id: string; closed: () => Promise<void> }) {
  const close = useCallback(() => api.post(`/concerns/${encodeURIComponent(id)}/close`), [id])
  const action = useAction(close, '记下了')
  return (
    <>
      <Problem error={action.error} />
      <Button
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await closed()
        }}
      >
        有人照应了
      </Button>
    </>
  )
}
