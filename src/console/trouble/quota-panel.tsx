import { Progress } from 'antd'
import type { Quota } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'

/** How many calls of the platform were used this month and before, each kind against its own allowance. */
export function QuotaPanel() {
  const loaded = useData<Quota>('/quota')
  return (
    <Show loaded={loaded}>
      {({ month, now, stopAt, used }) => (
        <Panel title="本月用量" about={`钉钉每月给的次数。接口调用用到${stopAt}%，群发提醒就停，回话不停。`}>
          {now.map(kind => (
            <Used key={kind.kind} stopAt={stopAt} {...kind} />
          ))}
          {used.some(row => row.month !== month) && (
            <Records
              label="以前的用量"
              rows={used.filter(row => row.month !== month)}
              keyOf={row => `${row.month} ${row.kind}`}
              columns={[
                { title: '月份', cell: row => monthWords(row.month), main: true },
                { title: '哪一种', cell: row => wordFor('quota', row.kind) },
                { title: '次数', cell: row => row.used.toLocaleString('zh-CN') },
              ]}
            />
          )}
        </Panel>
      )}
    </Show>
  )
}

function Used({ kind, used, limit, stopAt }: { kind: string; used: number; limit: number; stopAt: number }) {
  const percent = limit === 0 ? 0 : Math.min(100, Math.round((used / limit) * 100))
  const words = `${wordFor('quota', kind)}：用了${used.toLocaleString('zh-CN')}次，共${limit.toLocaleString('zh-CN')}次`
  return (
    <div className="used">
      <p>{words}</p>
      <Progress
        aria-label={words}
        percent={percent}
        format={done => `${done}%`}
        status={percent >= stopAt ? 'exception' : 'normal'}
      />
    </div>
  )
}

function monthWords(month: string): string {
  const [year, number] = month.split('-').map(Number)
  return `${year}年${number}月`
}
