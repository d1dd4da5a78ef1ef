import { Alert, App, Button } from 'antd'
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

interface Brought {
  readonly year: number
  readonly days: number
  readonly missing: readonly string[]
}

/** How many years are shown until more are asked for. */
const SHOWN = 4

/** The years known, each with where it comes from; a new notice is brought in here. */
export function YearsPanel({ years, changed }: { years: readonly YearLine[]; changed: () => Promise<void> }) {
  const [all, setAll] = useState(false)
  const [done, setDone] = useState<Brought | null>(null)
  const { modal } = App.useApp()
  const bring = useAction(
    useCallback(
      async (file: File) => {
        setDone(null)
        setDone(await api.put<Brought>('/calendar/years', await jsonOf(file)))
        await changed()
      },
      [changed],
    ),
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
      {done && <Done {...done} />}
      <Problem error={bring.error ?? drop.error} />
      <Records
        label="年份"
        rows={all ? years : years.slice(0, SHOWN)}
        keyOf={row => row.year}
        open={row => pathOf('calendar', String(row.year))}
        columns={[
          { title: '年份', cell: row => `${row.year}年`, main: true },
          { title: '依据', cell: row => <Source of={row.source} /> },
          { title: '谁导入的', cell: row => <Origin row={row} /> },
          {
            title: '改动',
            cell: row =>
              row.source === 'imported' && (
                <Button
                  size="small"
                  aria-label={`收回${row.year}年`}
                  disabled={drop.busy}
                  onClick={() => askDrop(row.year)}
                >
                  收回
                </Button>
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

/** What came of an import; a file that leaves festivals out is taken, and said to be so. */
function Done({ year, days, missing }: Brought) {
  if (missing.length === 0)
    return (
      <p className="done" role="status">
        {year}年导入好了，写明的日子有{days}天，马上生效。
      </p>
    )
  return (
    <Alert
      className="problem"
      type="warning"
      showIcon
      role="alert"
      title={`${year}年导入好了，但文件里没有${missing.join('、')}。`}
      description="这几个节日先只按法定的天数算。对照国务院的通知看看，补全了再导入一次。"
    />
  )
}

function Source({ of }: { of: YearLine['source'] }) {
  if (of === 'provisional') return <Mark tone="wait">通知还没出，只有法定节日</Mark>
  return <Mark tone="good">{of === 'imported' ? '导入的通知' : '自带的通知'}</Mark>
}

function Origin({ row: { source, author, at } }: { row: YearLine }) {
  if (source === 'provisional') return '等国务院的通知'
  return source === 'published' || at === null ? '程序自带' : `${author ?? '命令行'}，${moment(at)}`
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
