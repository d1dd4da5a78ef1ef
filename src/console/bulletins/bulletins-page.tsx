import { Button } from 'antd'
import { useState } from 'react'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import { BulletinPage } from './bulletin-page.tsx'
import { NewBulletin } from './new-bulletin.tsx'
import { PlansPanel } from './plans-panel.tsx'
import { SchoolBreaksPanel } from './school-breaks-panel.tsx'
import { type BulletinHead, monthName } from './shapes.ts'

/** 休假落实情况督查通报: what was published, and, for HR, the next one. */
export default function BulletinsPage({ one }: { one: string | null }) {
  return one === null ? <List /> : <BulletinPage id={one} />
}

function List() {
  const loaded = useData<BulletinHead[]>('/bulletins?limit=200')
  const { may } = useSession()
  const [adding, setAdding] = useState(false)
  const publishes = may('hr')
  return (
    <Page
      title="休假通报"
      about="按单位、按月看年休假休了多少，领导干部在最前面。发布以后数字不再变。"
      actions={
        publishes && (
          <Button type={adding ? 'default' : 'primary'} onClick={() => setAdding(!adding)}>
            {adding ? '先不发了' : '发一期通报'}
          </Button>
        )
      }
    >
      {adding && (
        <NewBulletin
          published={async () => {
            setAdding(false)
            await loaded.reload()
          }}
        />
      )}
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            !adding && (
              <Nothing title="还没有发过休假通报。">
                {publishes ? '点“发一期通报”，选好月份，看一遍再发布。' : '人事发布以后，这里就能看。'}
              </Nothing>
            )
          ) : (
            <Panel title="发布过的">
              <Records
                label="休假通报"
                rows={rows}
                keyOf={row => row.id}
                open={row => pathOf('bulletins', row.id)}
                columns={[
                  { title: '月份', cell: row => monthName(row.month), main: true },
                  { title: '版本', cell: row => `第${row.version}版` },
                  { title: '发布', cell: row => `${row.author ?? '人事'}，${moment(row.at)}` },
                ]}
              />
            </Panel>
          )
        }
      </Show>
      <PlansPanel />
      {publishes && <SchoolBreaksPanel />}
    </Page>
  )
}
