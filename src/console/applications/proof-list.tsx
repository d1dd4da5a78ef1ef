import { serverNow } from '../api/server-time.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'

interface ProofLine {
  readonly no: string
  readonly person: string
  readonly unit: string
  /** It is here. */
  readonly sent: boolean
  /** By when it was to come; null where none is owed. */
  readonly due: string | null
}

/** Leave whose certificate waits for HR to look at it, or has not come, oldest first. */
export function ProofList() {
  const loaded = useData<ProofLine[]>('/proofs?limit=200')
  return (
    <Show loaded={loaded}>
      {rows =>
        rows.length === 0 ? (
          <Nothing title="没有要核对的证明。">病假超过一天要证明，发来了的、还欠着的都在这里。</Nothing>
        ) : (
          <Records
            label="证明"
            rows={rows}
            keyOf={row => row.no}
            open={row => pathOf('applications', row.no)}
            columns={[
              { title: '编号', cell: row => row.no, main: true },
              { title: '谁', cell: row => row.person },
              { title: '单位', cell: row => row.unit },
              { title: '状态', cell: row => <State row={row} /> },
              { title: '说好哪天给', cell: row => (row.due === null ? '不用给' : dayWithWeekday(row.due)) },
            ]}
          />
        )
      }
    </Show>
  )
}

function State({ row: { sent, due } }: { row: ProofLine }) {
  if (sent) return <Mark tone="good">发来了，等核对</Mark>
  const late = due !== null && Date.parse(`${due}T24:00:00+08:00`) <= serverNow()
  return <Mark tone={late ? 'bad' : 'wait'}>{late ? '过了日子，还没给' : '还没给'}</Mark>
}
