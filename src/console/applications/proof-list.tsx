import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Nothing, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'

interface ProofLine {
  readonly no: string
  readonly person: string
  readonly unit: string
}

/** Leave whose certificate waits for HR to look at it, oldest first. */
export function ProofList() {
  const loaded = useData<ProofLine[]>('/proofs?limit=200')
  return (
    <Show loaded={loaded}>
      {rows =>
        rows.length === 0 ? (
          <Nothing title="没有等着核对的证明。">病假超过一天要证明，发来了就在这里。</Nothing>
        ) : (
          <Records
            label="等核对的证明"
            rows={rows}
            keyOf={row => row.no}
            open={row => pathOf('applications', row.no)}
            columns={[
              { title: '编号', cell: row => row.no, main: true },
              { title: '谁', cell: row => row.person },
              { title: '单位', cell: row => row.unit },
            ]}
          />
        )
      }
    </Show>
  )
}
