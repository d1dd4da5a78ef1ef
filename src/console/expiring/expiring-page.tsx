import { useData } from '../api/use-data.ts'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'
import { Postpone } from './postpone.tsx'
import type { Expiring } from './shapes.ts'

/** What is deleted soon: numbers and days, and the one way to keep something longer. */
export default function ExpiringPage() {
  const loaded = useData<Expiring>('/expiring')
  return (
    <Page
      title="到期删除"
      about="办完的事到了保存期，内容、附件和钥匙一起删掉，找不回来。确有需要可以延后，要写理由，会留记录；不会给本人发消息。"
    >
      <Show loaded={loaded}>
        {({ lines, most }) =>
          lines.length === 0 ? (
            <Nothing title="最近没有要删的。">快到保存期的，会提前出现在这里。</Nothing>
          ) : (
            <Records
              label="到期删除"
              rows={lines}
              keyOf={row => `${row.kind}/${row.about}`}
              columns={[
                { title: '编号', cell: row => row.no, main: true },
                { title: '哪天起删', cell: row => dayWithWeekday(row.due) },
                {
                  title: '延后过',
                  cell: row => (row.times === 0 ? '没有' : `${row.times}次：${row.reason}`),
                },
                {
                  title: '处理',
                  cell: row => <Postpone row={row} most={most} done={loaded.reload} />,
                },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}
