import { Button, Checkbox } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { GoneLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Field } from '../ui/field.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { PersonSelect } from './person-select.tsx'

interface Reports {
  /** userid of who decides for them meanwhile. */
  readonly above: string | null
  readonly people: readonly { userid: string; name: string; unit: string; post: string | null }[]
}

/** Whom somebody supervised who has left: HR picks them, and names who supervises them now. */
export function ReportsOfGone({ gone, close }: { gone: GoneLine; close: (done: boolean) => Promise<void> }) {
  const path = `/people/${gone.id}/reports`
  const loaded = useData<Reports>(path)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [to, setTo] = useState<string | null>(null)
  const give = useAction(
    useCallback((userid: string, people: string[]) => api.put(path, { userid, people }), [path]),
    '改好了，等批的申请转给新主管了',
  )
  return (
    <Panel
      title={`${gone.name}原来管的人`}
      about="定了新主管，他们的申请就由新主管批；没定之前由上一级批。下次导入名单，主管那一列也要跟着改。"
    >
      <Show loaded={loaded}>
        {({ people, above }) => {
          const chosen = people.map(({ userid }) => userid).filter(userid => !left.has(userid))
          return (
            <>
              <div className="stack narrow">
                {people.map(({ userid, name, unit, post }) => (
                  <Checkbox
                    key={userid}
                    checked={!left.has(userid)}
                    onChange={({ target }) => {
                      const next = new Set(left)
                      if (target.checked) next.delete(userid)
                      else next.add(userid)
                      setLeft(next)
                    }}
                  >
                    {[name, unit, post].filter(Boolean).join(' ')}
                  </Checkbox>
                ))}
                {above === null && <p className="hint">上面没有人了，他们的申请现在没人批，请尽快定。</p>}
                <Field label="新主管">
                  <PersonSelect label="新主管" value={to} pick={setTo} />
                </Field>
              </div>
              <Problem error={give.error} />
              <div className="button-row">
                <Button
                  type="primary"
                  loading={give.busy}
                  disabled={to === null || chosen.length === 0}
                  onClick={async () => {
                    if (to !== null && (await give.run(to, chosen))) await close(true)
                  }}
                >
                  {`这${chosen.length}人改由他管`}
                </Button>
                <Button disabled={give.busy} onClick={() => void close(false)}>
                  先不改
                </Button>
              </div>
            </>
          )
        }}
      </Show>
    </Panel>
  )
}
