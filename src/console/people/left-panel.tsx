import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { GoneLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import type { Loaded } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import { ReportsOfGone } from './reports-of-gone.tsx'

/** Who has left, and what still waits for them. */
export function LeftPanel({
  loaded,
  changed,
}: {
  loaded: Loaded<readonly GoneLine[]>
  changed: () => Promise<void>
}) {
  const [whose, setWhose] = useState<GoneLine | null>(null)
  return (
    <Show loaded={loaded}>
      {rows =>
        rows.length > 0 && (
          <Panel title="已离开的人" about="名单里不再有他们，办过的事都留着。还有事没办完的，请转给别人。">
            {whose && (
              <ReportsOfGone
                key={whose.id}
                gone={whose}
                close={async done => {
                  setWhose(null)
                  if (done) await changed()
                }}
              />
            )}
            <Records
              label="已离开的人"
              rows={rows}
              keyOf={row => row.id}
              columns={[
                { title: '姓名', cell: row => row.name, main: true },
                { title: '单位', cell: row => row.unit },
                { title: '离开', cell: row => moment(row.left) },
                { title: '没办完的', cell: waitsOf },
                {
                  title: '主管',
                  cell: row =>
                    row.reports === 0 ? (
                      '没有要改的'
                    ) : (
                      <Button
                        size="small"
                        aria-label={`给${row.name}管的人定新主管`}
                        onClick={() => setWhose(row)}
                      >
                        定新主管
                      </Button>
                    ),
                },
                { title: '回来', cell: row => <ReturnButton person={row} changed={changed} /> },
              ]}
            />
          </Panel>
        )
      }
    </Show>
  )
}

function waitsOf({ own, turns, reports }: GoneLine): string {
  const waits = [
    turns > 0 && `等他批${turns}份`,
    own > 0 && `他的申请${own}份`,
    reports > 0 && `主管写着他${reports}人`,
  ].filter(Boolean)
  return waits.join('，') || '没有'
}

function ReturnButton({ person, changed }: { person: GoneLine; changed: () => Promise<void> }) {
  const back = useAction(
    useCallback(() => api.post(`/people/${person.id}/return`), [person]),
    '回到名单了，登录要重新给',
  )
  return (
    <>
      <Button
        size="small"
        aria-label={`${person.name}回来了`}
        loading={back.busy}
        onClick={async () => {
          if (await back.run()) await changed()
        }}
      >
        回来了
      </Button>
      <Problem error={back.error} />
    </>
  )
}
