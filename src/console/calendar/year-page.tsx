import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'
import type { YearWhole } from './shapes.ts'

/** One year: its holidays, the weekends that are worked, and what the unit decided itself. */
export function YearPage({ year }: { year: string }) {
  const loaded = useData<YearWhole>(`/calendar/${encodeURIComponent(year)}`)
  const about =
    loaded.data?.published === false ? '通知还没出：只有法定的节日，调休和补班都不猜。' : undefined
  return (
    <Page title={`${year}年`} back={pathOf('calendar')} about={about}>
      <Show loaded={loaded}>
        {({ holidays, makeup, local }) => (
          <>
            <Panel title="放假">
              <Records
                label="放假"
                rows={holidays}
                keyOf={row => row.name + row.from}
                columns={[
                  { title: '节日', cell: row => row.name, main: true },
                  { title: '日期', cell: row => stretch(row, Number(year)) },
                  {
                    title: '依据',
                    cell: row => (
                      <Mark tone={row.provisional ? 'wait' : 'good'}>
                        {row.provisional ? '法定节日' : '放假通知'}
                      </Mark>
                    ),
                  },
                ]}
              />
            </Panel>
            <Panel title="调休上班的周末">
              {makeup.length === 0 ? (
                <Nothing title="没有。" />
              ) : (
                <ul className="chips">
                  {makeup.map(date => (
                    <li key={date}>{dayWithWeekday(date, Number(year))}</li>
                  ))}
                </ul>
              )}
            </Panel>
            {local.length > 0 && (
              <Panel title="本单位另外安排的">
                <ul className="plain-list">
                  {local.map(({ date, off, reason, author }) => (
                    <li key={date}>
                      {dayWithWeekday(date, Number(year))}
                      {off ? '放假' : '上班'}，{reason}（{author ?? '命令行'}）
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </>
        )}
      </Show>
    </Page>
  )
}

function stretch({ from, to }: { from: string; to: string }, year: number): string {
  const [first, last] = [dayWithWeekday(from, year), dayWithWeekday(to, year)]
  return from === to ? first : `${first}到${last}`
}
