import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Mark, toneOf } from '../ui/mark.tsx'
import { Nothing, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'
import type { HardshipLine } from './hardship.ts'

/** Hardship requests that I may see: my turn, or all for who handles the fund. */
export function HardshipList() {
  const loaded = useData<HardshipLine[]>('/hardship?limit=200')
  return (
    <Show loaded={loaded}>
      {rows =>
        rows.length === 0 ? (
          <Nothing title="没有你能看的困难申请。">只有轮到谁看，谁才看得到；经费经办看全部。</Nothing>
        ) : (
          <Records
            label="困难申请"
            rows={rows}
            keyOf={row => row.no}
            open={row => pathOf('applications', row.no)}
            columns={[
              { title: '编号', cell: row => row.no, main: true },
              { title: '谁', cell: row => row.person },
              { title: '单位', cell: row => row.unit },
              {
                title: '状态',
                cell: row => (
                  <Mark tone={row.mine ? 'wait' : toneOf(row.status)}>
                    {row.mine ? '等我看' : wordFor('status', row.status)}
                  </Mark>
                ),
              },
              { title: '交的时间', cell: row => moment(row.created) },
            ]}
          />
        )
      }
    </Show>
  )
}
