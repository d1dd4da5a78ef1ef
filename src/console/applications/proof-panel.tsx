import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { moment } from '../words/times.ts'
import { Papers } from './papers.tsx'

interface Proof {
  readonly owed: boolean
  readonly papers: readonly { id: string; kind: string }[]
  readonly checked: { who: string; at: number } | null
}

/** The certificate of a leave, for HR: to look at and to mark as checked. @param open the request still counts */
export function ProofPanel({ no, open }: { no: string; open: boolean }) {
  const path = `/leave/${encodeURIComponent(no)}`
  const loaded = useData<Proof>(`${path}/proof`)
  const check = useAction(
    useCallback(() => api.post(`${path}/proof/check`), [path]),
    '记下了，告诉了本人和批的人',
  )
  return (
    <Show loaded={loaded}>
      {({ owed, papers, checked }) =>
        (owed || papers.length > 0) && (
          <Panel title="证明" about="只有人事看，看过的都有记录。批的人只知道核对了没有。">
            {papers.length === 0 ? (
              <p className="hint">还没有发来。拿原件来的，看过也在这里点。</p>
            ) : (
              <Papers path={path} papers={papers} />
            )}
            {checked ? (
              <p>
                {checked.who}核对过了，{moment(checked.at)}
              </p>
            ) : (
              open && (
                <>
                  <Problem error={check.error} />
                  <Button
                    className="after"
                    loading={check.busy}
                    onClick={async () => {
                      if (await check.run()) await loaded.reload()
                    }}
                  >
                    核对过了
                  </Button>
                </>
              )
            )}
          </Panel>
        )
      }
    </Show>
  )
}
