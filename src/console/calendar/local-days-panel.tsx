import { App, Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday, moment } from '../words/times.ts'
import { LocalDayForm } from './local-day-form.tsx'
import type { LocalDayLine } from './shapes.ts'

/** Days the unit itself gives off or has worked, with reason and author. */
export function LocalDaysPanel({
  days,
  changed,
}: {
  days: readonly LocalDayLine[]
  changed: () => Promise<void>
}) {
  const { modal } = App.useApp()
  const drop = useAction(
    useCallback(
      async (date: string) => {
        await api.delete(`/calendar/days/${date}`)
        await changed()
      },
      [changed],
    ),
    '收回了',
  )

  function askDrop(date: string) {
    modal.confirm({
      title: `收回${dayWithWeekday(date)}的安排吗？`,
      content: '收回以后，这天按全国的日历算。',
      okText: '收回',
      cancelText: '先不',
      onOk: () => drop.run(date),
    })
  }

  return (
    <Panel title="本单位的日子" about="比如台风停工的一天，或者本单位另外安排上班的一天。比全国的通知优先。">
      {days.length === 0 ? (
        <Nothing title="还没有另外安排的日子。">在下面写日期和原因。</Nothing>
      ) : (
        <Records
          label="本单位的日子"
          rows={[...days].reverse()}
          keyOf={row => row.date}
          columns={[
            { title: '日期', cell: row => dayWithWeekday(row.date), main: true },
            {
              title: '安排',
              cell: row => <Mark tone={row.off ? 'good' : 'wait'}>{row.off ? '放假' : '上班'}</Mark>,
            },
            { title: '原因', cell: row => row.reason },
            { title: '谁定的', cell: row => row.author ?? '命令行' },
            { title: '什么时候', cell: row => moment(row.at) },
            {
              title: '改动',
              cell: row => (
                <Button
                  size="small"
                  aria-label={`收回${dayWithWeekday(row.date)}`}
                  disabled={drop.busy}
                  onClick={() => askDrop(row.date)}
                >
                  收回
                </Button>
              ),
            },
          ]}
        />
      )}
      <Problem error={drop.error} />
      <LocalDayForm made={changed} />
    </Panel>
  )
}
