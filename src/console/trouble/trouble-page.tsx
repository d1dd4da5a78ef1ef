import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { Trouble } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { type Column, Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'
import { QuotaPanel } from './quota-panel.tsx'
import { SendAllAgain, TryAgain } from './try-again.tsx'

/** What went wrong on the road: codes and times, never anybody's words. */
export default function TroublePage() {
  const loaded = useData<Trouble>('/trouble')
  return (
    <Page
      title="运行"
      about="这里只有代码和时间，没有谁说的话。"
      actions={
        <Button loading={loaded.loading} onClick={() => void loaded.reload()}>
          刷新
        </Button>
      }
    >
      <Show loaded={loaded}>
        {({ alerts, parked, gaveUp, overdue }) => (
          <>
            <Panel title="要处理的">
              {alerts.length === 0 ? (
                <Nothing title="没有要处理的。" />
              ) : (
                <Records
                  label="要处理的"
                  rows={alerts}
                  keyOf={row => row.id}
                  columns={[
                    { title: '什么事', cell: row => wordFor('alert', row.code), main: true },
                    { title: '代码', cell: row => row.code },
                    { title: '几次', cell: row => `${row.times}次` },
                    { title: '第一次', cell: row => moment(row.at) },
                    { title: '处理', cell: row => <CloseAlert id={row.id} closed={loaded.reload} /> },
                  ]}
                />
              )}
            </Panel>
            <Panel
              title="没处理好的消息"
              about="试了三次都不行，放到一边了，对方已经收到道歉。原文加密留七天，修好以后可以再办；他又说了别的，就不能再办了。"
            >
              {parked.length === 0 ? (
                <Nothing title="没有。" />
              ) : (
                <Records
                  label="没处理好的消息"
                  rows={parked}
                  keyOf={row => row.seq}
                  columns={[
                    { title: '收到', cell: row => moment(row.received), main: true },
                    { title: '代码', cell: row => row.fault ?? '没有记下' },
                    { title: '序号', cell: row => row.seq },
                    {
                      title: '再办',
                      cell: row => <TryAgain road="inbox" row={row} tried={loaded.reload} />,
                    },
                  ]}
                />
              )}
            </Panel>
            <Panel
              title="没发出去的"
              about="发了很多次都被拒绝，不再发了。先看看钉钉应用的权限和可见范围，修好以后再发。原文加密留七天。"
            >
              {gaveUp.length === 0 ? (
                <Nothing title="没有。" />
              ) : (
                <>
                  <Unsent
                    label="没发出去的"
                    rows={gaveUp}
                    last={{
                      title: '再发',
                      cell: row => <TryAgain road="outbox" row={row} tried={loaded.reload} />,
                    }}
                  />
                  <SendAllAgain rows={gaveUp} tried={loaded.reload} />
                </>
              )}
            </Panel>
            {overdue.length > 0 && (
              <Panel title="还在发的" about="超过5分钟还没发出去，会接着试。">
                <Unsent label="还在发的" rows={overdue} />
              </Panel>
            )}
          </>
        )}
      </Show>
      <QuotaPanel />
    </Page>
  )
}

function Unsent<T extends Trouble['overdue'][number] | Trouble['gaveUp'][number]>({
  label,
  rows,
  last,
}: {
  label: string
  rows: readonly T[]
  last?: Column<T>
}) {
  return (
    <Records
      label={label}
      rows={rows}
      keyOf={row => row.seq}
      columns={[
        { title: '写好的时间', cell: row => moment(row.created), main: true },
        { title: '渠道', cell: row => row.channel },
        { title: '试了', cell: row => `${row.tries}次` },
        { title: '代码', cell: row => row.fault ?? '没有记下' },
        { title: '序号', cell: row => row.seq },
        ...(last ? [last] : []),
      ]}
    />
  )
}

function CloseAlert({ id, closed }: { id: string; closed: () => Promise<void> }) {
  const close = useCallback(() => api.post(`/alerts/${id}/close`), [id])
  const action = useAction(close, '收起来了，再发生会重新出现')
  return (
    <>
      <Button
        size="small"
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await closed()
        }}
      >
        处理好了
      </Button>
      <Problem error={action.error} />
    </>
  )
}
