import { App, Button } from 'antd'
import { useCallback, useState } from 'react'
import { ApiError, api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { pathOf } from '../router.ts'
import { FilePicker } from '../ui/file-picker.tsx'
import { Mark } from '../ui/mark.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import type { YearLine } from './shapes.ts'

/** How many years are shown until more are asked for. */
const SHOWN = 4

/** The years known, each with where it comes from; a new notice is brought in here. */
export function YearsPanel({ years, changed }: { years: readonly YearLine[]; changed: () => Promise<void> }) {
  const [all, setAll] = useState(false)
  const { modal } = App.useApp()
  const bring = useAction(
    useCallback(
      async (file: File) => {
        await api.put('/calendar/years', await jsonOf(file))
        await changed()
      },
      [changed],
    ),
    '导入好了，马上生效',
  )
  const drop = useAction(
    useCallback(
      async (year: number) => {
        await api.delete(`/calendar/years/${year}`)
        await changed()
      },
      [changed],
    ),
    '收回了',
  )

  function askDrop(year: number) {
    modal.confirm({
      title: `收回导入的${year}年吗？`,
      content: '收回以后，心桥自带通知的年份按自带的算；没有的，只按法定节日算，不猜调休。',
      okText: '收回',
      cancelText: '先不',
      onOk: () => drop.run(year),
    })
  }

  return (
    <Panel
      title="每年的放假安排"
      about="国务院的通知出来以后，导入那一年的JSON文件。有一处不对，整年都不导入。"
    >
      <div className="button-row">
        <FilePicker
          label="导入一年"
          accept=".json,application/json"
          busy={bring.busy}
          pick={file => void bring.run(file)}
        />
      </div>
      <Problem error={bring.error ?? drop.error} />
      <Records
        label="年份"
        rows={all ? years : years.slice(0, SHOWN)}
        keyOf={row => row.year}
        open={row => pathOf('calendar', String(row.year))}
        columns={[
          { title: '年份', cell: row => `${row.year}年`, main: true },
          { title: '依据', cell: row => <Source of={row.source} /> },
          { title: '谁导入的', cell: row => (row.source === 'imported' ? (row.author ?? '命令行') : '自带') },
          { title: '什么时候', cell: row => (row.at === null ? '没有导入过' : moment(row.at)) },
          {
            title: '改动',
            cell: row =>
              row.source === 'imported' ? (
                <Button
                  size="small"
                  aria-label={`收回${row.year}年`}
                  disabled={drop.busy}
                  onClick={() => askDrop(row.year)}
                >
                  收回
                </Button>
              ) : (
                '不用改'
              ),
          },
        ]}
      />
      {!all && years.length > SHOWN && (
        <Button className="after" onClick={() => setAll(true)}>
          看更早的年份
        </Button>
      )}
      <details className="fold">
        <summary>JSON文件怎么写</summary>
        <p>
          和开源项目 holiday-cn 每年发的文件一样：
          <code>
            {
              '{"year": 2027, "papers": [], "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": true}]}'
            }
          </code>
        </p>
        <p>放假的日子写 true，调休要上班的周末写 false。平常的周末和工作日不用写。</p>
      </details>
    </Panel>
  )
}

function Source({ of }: { of: YearLine['source'] }) {
  if (of === 'provisional') return <Mark tone="wait">通知还没出，只有法定节日</Mark>
  return <Mark tone="good">{of === 'imported' ? '导入的通知' : '自带的通知'}</Mark>
}

/** @throws ApiError for a file that is no JSON */
async function jsonOf(file: File): Promise<unknown> {
  try {
    return JSON.parse(await file.text())
  } catch {
    throw new ApiError(
      0,
      'CALENDAR_INVALID',
      '这个文件不是JSON，什么都没有导入。请选放假安排的JSON文件。',
      [],
    )
  }
}
