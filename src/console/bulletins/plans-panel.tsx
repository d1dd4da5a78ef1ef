import { serverNow } from '../api/server-time.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'

interface PlanLine {
  readonly name: string
  readonly unit: string
  /** Half-days, such as `2026-11-24a`. */
  readonly from: string
  readonly to: string
  readonly halfDays: number
}

/** Who plans to take annual leave this year, and when: plans, no requests. */
export function PlansPanel() {
  const year = new Date(serverNow()).getFullYear()
  const loaded = useData<PlanLine[]>(`/leave/plans?year=${year}`)
  return (
    <Panel title={`${year}年休假计划`} about="是计划，不是请假，不扣天数；好让工作提前错开。">
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <p className="quiet">还没有人记下计划。在钉钉里说“计划8月第一周休年假”，就会出现在这里。</p>
          ) : (
            <Records
              label="休假计划"
              rows={rows}
              keyOf={row => `${row.name}/${row.unit}/${row.from}`}
              columns={[
                { title: '姓名', cell: row => row.name, main: true },
                { title: '单位', cell: row => row.unit },
                { title: '日子', cell: span },
                { title: '天数', cell: row => `${row.halfDays / 2}天` },
              ]}
            />
          )
        }
      </Show>
    </Panel>
  )
}

function span({ from, to }: PlanLine): string {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)]
  return first === last ? dayWithWeekday(first) : `${dayWithWeekday(first)}到${dayWithWeekday(last)}`
}
