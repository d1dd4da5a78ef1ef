import { Button, Tabs } from 'antd'
import { useCallback, useState } from 'react'
import { monthAfter, monthWords, thisMonth } from '../absences/month.ts'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { download } from '../ui/download.ts'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { OfficePanels } from './office-panels.tsx'
import { OvertimeList } from './overtime-list.tsx'
import { ProtectedPanel } from './protected-panel.tsx'
import type { OvertimeLine } from './shapes.ts'

/** Overtime month by month: one's reports, or everybody for HR, who also records what was signed on paper. */
export default function OvertimePage() {
  const { may } = useSession()
  const [month, setMonth] = useState(thisMonth)
  const loaded = useData<OvertimeLine[]>(`/overtime?month=${month}`)
  const save = useAction(
    useCallback(
      async (format: string) => {
        const path = `/overtime/sheet?month=${month}&format=${format}`
        const { name, body } = await api.get<{ name: string; body: string }>(path)
        download(name, body)
      },
      [month],
    ),
  )
  const list = (
    <>
      <Problem error={save.error} />
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title={`${monthWords(month)}没有加班记录。`}>在钉钉里跟心桥说“加班登记”就行。</Nothing>
          ) : (
            <OvertimeList rows={rows} changes={may('hr')} changed={loaded.reload} />
          )
        }
      </Show>
    </>
  )
  return (
    <Page
      title="加班"
      about="按月看每个人的加班和值班。等确认的由主管在钉钉里确认。"
      actions={
        <>
          <div className="month-row">
            <Button aria-label="上个月" onClick={() => setMonth(monthAfter(month, -1))}>
              ‹
            </Button>
            <b className="month-name">{monthWords(month)}</b>
            <Button aria-label="下个月" onClick={() => setMonth(monthAfter(month, 1))}>
              ›
            </Button>
          </div>
          <Button loading={save.busy} onClick={() => void save.run('xlsx')}>
            下载XLSX
          </Button>
          <Button disabled={save.busy} onClick={() => void save.run('csv')}>
            下载CSV
          </Button>
        </>
      }
    >
      {may('hr') ? (
        <Tabs
          destroyOnHidden
          items={[
            { key: 'list', label: '当月', children: list },
            { key: 'record', label: '补登', children: <OfficePanels recorded={loaded.reload} /> },
            { key: 'protected', label: '不安排加班的人', children: <ProtectedPanel /> },
          ]}
        />
      ) : (
        list
      )}
    </Page>
  )
}
