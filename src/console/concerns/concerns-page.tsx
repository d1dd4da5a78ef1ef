import { Button, Space } from 'antd'
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
    <Page
      title="值班"
      about="可能有生命危险的人。说了什么这里看不到。先点“我来联系”，别人就不再催；联系上没有都点一下，确认有人照应了再点“有人照应了”。"
    >
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
                { title: '处理', cell: row => <Steps row={row} done={loaded.reload} /> },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}

function Knows({ row: { told, contact, taker, reached } }: { row: ConcernLine }) {
  if (taker !== null)
    return (
      <Mark tone={reached === null ? 'wait' : 'good'}>
        {taker}
        {reached === null ? '在联系' : `联系上了，${moment(reached)}`}
      </Mark>
    )
  if (contact === null) return <Mark tone="bad">没有人回话，正在再催</Mark>
  if (told === null) return <Mark tone="wait">正在通知{contact}</Mark>
  return (
    <>
      {contact}，{moment(told)}，还没回话
    </>
  )
}

/** What can be done next about one person, the most urgent first. */
function Steps({ row, done }: { row: ConcernLine; done: () => Promise<void> }) {
  const path = `/concerns/${encodeURIComponent(row.id)}`
  const mayReach = row.reached === null || !row.mine
  return (
    <Space wrap>
      {row.mine ? null : <Step path={path} does="taken" label="我来联系" done={done} />}
      {mayReach ? <Step path={path} does="reached" label="联系上了" done={done} /> : null}
      {mayReach ? <Step path={path} does="unreached" label="联系不上" done={done} /> : null}
      <Step path={path} does={null} label="有人照应了" done={done} />
    </Space>
  )
}

interface StepAbout {
  path: string
  /** null closes it. */
  does: 'taken' | 'reached' | 'unreached' | null
  label: string
  done: () => Promise<void>
}

function Step({ path, does, label, done }: StepAbout) {
  const send = useCallback(
    () => (does === null ? api.post(`${path}/close`) : api.post(`${path}/answer`, { does })),
    [path, does],
  )
  const action = useAction(send, '记下了')
  return (
    <>
      <Problem error={action.error} />
      <Button
        type={does === 'taken' ? 'primary' : 'default'}
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await done()
        }}
      >
        {label}
      </Button>
    </>
  )
}
