import { Button } from 'antd'
import { useState } from 'react'
import { linkTo, pathOf } from '../router.ts'
import { Mark, toneOf } from '../ui/mark.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { dayWithWeekday } from '../words/times.ts'
import type { OvertimeLine } from './shapes.ts'
import { SubsidyForm } from './subsidy-form.tsx'

/** What comes of it, as its person was told: comp-days, and the hours after its rate; nothing where it was paid for. */
function restWords({ counted, days, status }: OvertimeLine): string {
  if (counted === 0) return '不换'
  if (days > 0)
    return status === 'approved' ? `${days}天（按${counted}小时算）` : `可以换${days}天（按${counted}小时算）`
  return `${counted}小时先攒着`
}

/** The records of a month. @param changes whether a subsidy can be marked here */
export function OvertimeList({
  rows,
  changes,
  changed,
}: {
  rows: readonly OvertimeLine[]
  changes: boolean
  changed: () => Promise<void>
}) {
  const [at, setAt] = useState<string | null>(null)
  const chosen = rows.find(row => row.no === at)
  return (
    <>
      {chosen && (
        <SubsidyForm
          key={chosen.no}
          record={chosen}
          close={async () => {
            setAt(null)
            await changed()
          }}
        />
      )}
      <Records
        label="加班"
        rows={rows}
        keyOf={row => row.no}
        columns={[
          { title: '姓名', cell: row => row.name, main: true },
          { title: '单位', cell: row => row.unit },
          {
            title: '日期',
            cell: row => `${dayWithWeekday(row.date)}${row.clock === null ? '' : ` ${row.clock}`}`,
          },
          { title: '类型', cell: row => wordFor('work', row.kind) },
          { title: '时长', cell: row => `${row.hours}小时` },
          { title: '换补休', cell: row => restWords(row) },
          {
            title: '状态',
            cell: row => (
              <span className="chips-row">
                <Mark tone={toneOf(row.status)}>{wordFor('worked', row.status)}</Mark>
                {row.late && <Mark tone="wait">晚报</Mark>}
                {row.subsidy && <Mark tone="plain">发过补贴</Mark>}
              </span>
            ),
          },
          { title: '谁登记的', cell: row => wordFor('recorded', row.source) },
          { title: '编号', cell: row => <a {...linkTo(pathOf('applications', row.no))}>{row.no}</a> },
          ...(changes
            ? [
                {
                  title: '补贴',
                  cell: (row: OvertimeLine) => (
                    <Button size="small" onClick={() => setAt(row.no)}>
                      {row.subsidy ? '改成没发' : '改成发过'}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
