import { serverNow } from '../api/server-time.ts'
import { useUnlocked } from '../keys/use-unlocked.ts'
import { pathOf } from '../router.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { moment, until } from '../words/times.ts'
import { dangerFirst } from './case-order.ts'
import { caseState, isOver } from './case-state.ts'
import { FalseAlarms } from './false-alarms.tsx'
import type { CaseLine } from './shapes.ts'
import { useLabels } from './use-labels.ts'

/** Cases, danger to life first and the rest by due time, those that are over folded away. @param section where one of them opens */
export function CaseLists({
  rows,
  wrapped,
  section,
}: {
  rows: readonly CaseLine[]
  wrapped: string | null
  section: string
}) {
  const labels = useLabels(rows, wrapped)
  const unlocked = useUnlocked(wrapped)
  // What its person asks is dealt with also where the case is closed.
  const isLeft = (row: CaseLine) => !isOver(row) || row.asked !== null
  const open = rows.filter(isLeft).sort(dangerFirst)
  const closed = rows.filter(row => !isLeft(row))
  return (
    <>
      {open.length === 0 ? (
        <Nothing title="都办结了。" />
      ) : (
        <CaseTable label="没办结的" rows={open} labels={labels} section={section} />
      )}
      {closed.length > 0 && (
        <details className="fold">
          <summary>已办结或撤回 {closed.length} 件</summary>
          <CaseTable label="已办结或撤回的" rows={closed} labels={labels} section={section} />
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
  section,
}: {
  label: string
  section: string
  rows: readonly CaseLine[]
  labels: Readonly<Record<string, readonly string[]>>
}) {
  return (
    <Records
      label={label}
      rows={rows}
      keyOf={row => row.id}
      open={row => pathOf(section, row.id)}
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
