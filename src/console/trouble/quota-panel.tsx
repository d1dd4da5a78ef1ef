import { Progress } from 'antd'
import type { Quota } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'

/** How many calls of the platform were used this month and before. */
export function QuotaPanel() {
  const loaded = useData<Quota>('/quota')
  return (
    <Panel title="调用次数" about="钉钉每月给的次数。用到七成，提醒就停发，回话不停。">
      <Show loaded={loaded}>
        {({ month, limit, used }) => {
          const now = used.filter(u => u.month === month).reduce((sum, u) => sum + u.used, 0)
          return (
            <>
              <p>
                {monthWords(month)}用了{now.toLocaleString('zh-CN')}次
                {limit !== null && `，共${limit.toLocaleString('zh-CN')}次`}
              </p>
              {limit !== null && limit > 0 && (
                <Progress
                  percent={Math.min(100, Math.round((now / limit) * 100))}
                  status={now / limit >= 0.7 ? 'exception' : 'normal'}
                />
              )}
              {used.length === 0 ? (
                <Nothing title="还没有用过。" />
              ) : (
                <Records
                  label="调用次数"
                  rows={used}
                  keyOf={row => `${row.month} ${row.kind}`}
                  columns={[
                    { title: '月份', cell: row => monthWords(row.month), main: true },
                    { title: '哪一种', cell: row => row.kind },
                    { title: '次数', cell: row => row.used.toLocaleString('zh-CN') },
                  ]}
                />
              )}
            </>
          )
        }}
      </Show>
    </Panel>
  )
}

function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}
