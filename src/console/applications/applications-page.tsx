import { Button, Tabs } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ApplicationLine } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Mark, toneOf } from '../ui/mark.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'
import { ApplicationPage } from './application-page.tsx'
import { DeputiesPanel } from './deputies-panel.tsx'
import { HardshipList } from './hardship-list.tsx'
import { HardshipPage } from './hardship-page.tsx'
import { LeaveFor } from './leave-for.tsx'
import { LedgerSheets } from './ledger-sheets.tsx'
import { ProofList } from './proof-list.tsx'

/** Requests: all of them for HR, mine to decide, and hardship for those who deal with it. */
export default function ApplicationsPage({ one }: { one: string | null }) {
  const { may } = useSession()
  if (one?.startsWith('KN-')) return <HardshipPage no={one} />
  if (one !== null) return <ApplicationPage no={one} />
  const lists = [
    may('hr', 'admin') && {
      key: 'all',
      label: '全部',
      children: <Pages empty="还没有人交申请。" />,
    },
    may('supervisor') && {
      key: 'mine',
      label: '等我批',
      children: (
        <>
          <List path="/approvals" empty="没有等你批的申请。" />
          <Agreed />
        </>
      ),
    },
    may('hr') && { key: 'proofs', label: '证明', children: <ProofList /> },
    may('hr') && {
      key: 'office',
      label: '代办',
      children: (
        <>
          <LeaveFor />
          <LedgerSheets />
        </>
      ),
    },
    may('supervisor', 'fund', 'hr') && { key: 'deputies', label: '代批', children: <DeputiesPanel /> },
    { key: 'hardship', label: '困难', children: <HardshipList /> },
  ]
  return (
    <Page title="申请" about="批在钉钉里，轮到谁谁点。人事可以在“代办”里替人请假。">
      <Tabs destroyOnHidden items={lists.filter(list => list !== false)} />
    </Page>
  )
}

/** Lines of one page. */
const PAGE = 100

/** Everybody's requests, page by page. */
function Pages({ empty }: { empty: string }) {
  /** The last number of the page before; none = the newest. */
  const [before, setBefore] = useState('')
  const path = `/applications?limit=${PAGE}${before && `&before=${before}`}`
  return (
    <List
      key={path}
      path={path}
      empty={before ? '没有更早的了。' : empty}
      below={rows => (
        <div className="button-row after">
          {before && <Button onClick={() => setBefore('')}>回到最新的</Button>}
          {rows.length === PAGE && <Button onClick={() => setBefore(rows.at(-1)?.no ?? '')}>更早的</Button>}
        </div>
      )}
    />
  )
}

/** What I agreed to and could still take back, on its own page; nothing where there is nothing. */
function Agreed() {
  const loaded = useData<ApplicationLine[]>('/approvals/agreed')
  if (!loaded.data?.length) return null
  return (
    <Panel title="刚批过的" about="点编号进去，还能收回同意。">
      <List path="/approvals/agreed" empty="没有还能收回的。" />
    </Panel>
  )
}

interface ListProps {
  path: string
  empty: string
  below?: (rows: readonly ApplicationLine[]) => ReactNode
}

function List({ path, empty, below }: ListProps) {
  const loaded = useData<ApplicationLine[]>(path)
  return (
    <Show loaded={loaded}>
      {rows =>
        rows.length === 0 ? (
          <>
            <Nothing title={empty}>在钉钉里跟心桥说“请假”或“加班”，交上来就在这里。</Nothing>
            {below?.(rows)}
          </>
        ) : (
          <>
            <Records
              label="申请"
              rows={rows}
              keyOf={row => row.no}
              open={row => pathOf('applications', row.no)}
              columns={[
                { title: '编号', cell: row => row.no, main: true },
                { title: '类别', cell: row => wordFor('kind', row.kind) },
                { title: '谁', cell: row => row.person },
                { title: '单位', cell: row => row.unit },
                {
                  title: '状态',
                  cell: row => (
                    <span className="chips-row">
                      <Mark tone={toneOf(row.status)}>{wordFor('status', row.status)}</Mark>
                      {row.gone !== null && <Mark tone="bad">{wordFor('gone', row.gone)}</Mark>}
                    </span>
                  ),
                },
                { title: '交的时间', cell: row => moment(row.created) },
              ]}
            />
            {below?.(rows)}
          </>
        )
      }
    </Show>
  )
}
