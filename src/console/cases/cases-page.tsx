import { serverNow } from '../api/server-time.ts'
import { useData } from '../api/use-data.ts'
import { useUnlocked } from '../keys/use-unlocked.ts'
import { linkTo, pathOf } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment, until } from '../words/times.ts'
import { CasePage } from './case-page.tsx'
import { caseState, isOver } from './case-state.ts'
import { FalseAlarms } from './false-alarms.tsx'
import type { CaseLine } from './shapes.ts'
import { Statistics } from './statistics.tsx'
import { TalkTimes } from './talk-times.tsx'
import { useLabels } from './use-labels.ts'

/** What was handed over in confidence: for its readers a list by due time, for HR a number and nothing else. */
export default function CasesPage({ one }: { one: string | null }) {
  const { may } = useSession()
  if (!may('handler')) return <CountOnly />
  return one === null ? <List /> : <CasePage id={one} />
}

function List() {
  const loaded = useData<CaseLine[]>('/cases')
  const keys = useData<{ wrapped: string | null }[]>('/readers/mine')
  return (
    <Page title="心里话" about="只有带钥匙的关爱专员打得开，每次打开都有记录。">
      {keys.data?.length === 0 && (
        <p className="shell-setup" role="note">
          你还没有钥匙，新交上来的你打不开。<a {...linkTo(pathOf('settings'))}>去设置里生成</a>
        </p>
      )}
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有要你看的。">有人交上来，心桥会发消息告诉你编号和时限。</Nothing>
          ) : (
            <Lists rows={rows} wrapped={keys.data?.[0]?.wrapped ?? null} />
          )
        }
      </Show>
      <TalkTimes />
      <Statistics />
    </Page>
  )
}

function Lists({ rows, wrapped }: { rows: readonly CaseLine[]; wrapped: string | null }) {
  const labels = useLabels(rows, wrapped)
  const unlocked = useUnlocked(wrapped)
  // What its person asks is dealt with also where the case is closed.
  const isLeft = (row: CaseLine) => !isOver(row) || row.asked !== null
  const open = rows.filter(isLeft).sort((a, b) => a.due - b.due)
  const closed = rows.filter(row => !isLeft(row))
  return (
    <>
      {open.length === 0 ? (
        <Nothing title="都办结了。" />
      ) : (
        <CaseTable label="没办结的" rows={open} labels={labels} />
      )}
      {closed.length > 0 && (
        <details className="fold">
          <summary>已办结或撤回 {closed.length} 件</summary>
          <CaseTable label="已办结或撤回的" rows={closed} labels={labels} />
          {unlocked && <FalseAlarms rows={closed} />}
        </details>
      )}
    </>
  )
}

function CaseTable({
  label,
  rows,
  labels,
}: {
  label: string
  rows: readonly CaseLine[]
  labels: Readonly<Record<string, readonly string[]>>
}) {
  return (
    <Records
      label={label}
      rows={rows}
      keyOf={row => row.id}
      open={row => pathOf('cases', row.id)}
      columns={[
        { title: '编号', cell: row => row.no, main: true },
        {
          title: '轻重',
          cell: row => (
            <Mark tone={row.level === 'none' ? 'plain' : 'bad'}>{wordFor('level', row.level)}</Mark>
          ),
        },
        { title: '署名', cell: row => wordFor('mode', row.mode) },
        { title: '来处', cell: row => wordFor('caseKind', row.kind) },
        {
          title: '状态',
          cell: row =>
            row.asked === null ? caseState(row) : `${caseState(row)}，${wordFor('asked', row.asked)}`,
        },
        ...(rows.some(row => (labels[row.id] ?? []).length > 0)
          ? [{ title: '标签', cell: (row: CaseLine) => (labels[row.id] ?? []).join('、') }]
          : []),
        { title: '时限', cell: row => <Due row={row} /> },
      ]}
    />
  )
}

function Due({ row: { status, due, reminded } }: { row: CaseLine }) {
  const now = serverNow()
  if (status !== 'open') return <>{moment(due)}</>
  return (
    <span>
      {moment(due)} <Mark tone={due < now ? 'bad' : 'plain'}>{until(due, now)}</Mark>
      {reminded > 0 && `，催过${reminded}次`}
    </span>
  )
}

function CountOnly() {
  const { may } = useSession()
  const loaded = useData<{ open: number }>('/cases/count')
  return (
    <Page title="心里话">
      <Show loaded={loaded}>
        {({ open }) => (
          <Panel>
            <p className="big-number">{open}</p>
            <p>件还没办结。你只能看到件数，内容只有带钥匙的关爱专员打得开。</p>
          </Panel>
        )}
      </Show>
      {may('hr') && <Statistics />}
    </Page>
  )
}
