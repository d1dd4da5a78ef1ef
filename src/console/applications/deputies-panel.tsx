import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { DelegationLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { day } from '../words/times.ts'
import { NameDeputy } from './name-deputy.tsx'

/** 代批: who decides instead of whom, until when. HR arranges it for anybody, the others in the chat for themselves. */
export function DeputiesPanel() {
  const { may } = useSession()
  const loaded = useData<readonly DelegationLine[]>('/delegations')
  const end = useAction(
    useCallback((id: string) => api.delete(`/delegations/${encodeURIComponent(id)}`), []),
    '取消了，两边都告诉了',
  )
  return (
    <>
      {may('hr') && <NameDeputy named={loaded.reload} />}
      <Panel title="谁在代批" about="到期自己结束。困难申请不代批。">
        <Problem error={end.error} />
        <Show loaded={loaded}>
          {rows =>
            rows.length === 0 ? (
              <Nothing title="现在没有人代批。">要请人代批，在钉钉里跟心桥说“请人代批”。</Nothing>
            ) : (
              <Records
                label="代批"
                rows={rows}
                keyOf={row => row.id}
                columns={[
                  { title: '谁的申请', cell: row => row.person, main: true },
                  { title: '单位', cell: row => row.unit },
                  { title: '谁代批', cell: row => row.deputy },
                  { title: '哪几天', cell: whenOf },
                  {
                    title: '取消',
                    cell: row =>
                      (row.mine || may('hr')) && (
                        <Button
                          size="small"
                          disabled={end.busy}
                          aria-label={`取消${row.person}的代批`}
                          onClick={async () => {
                            if (await end.run(row.id)) await loaded.reload()
                          }}
                        >
                          取消
                        </Button>
                      ),
                  },
                ]}
              />
            )
          }
        </Show>
      </Panel>
    </>
  )
}

function whenOf({ from, to }: DelegationLine): string {
  if (from === null || to === null) return '休假的时候'
  return from === to ? day(from) : `${day(from)}到${day(to)}`
}
