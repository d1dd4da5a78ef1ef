import { Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Field } from '../ui/field.tsx'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { day } from '../words/times.ts'
import type { Protected } from './shapes.ts'

/** Who must not be asked to work overtime: HR notes the last day, and no cause. */
export function ProtectedPanel() {
  const loaded = useData<Protected[]>('/overtime/protected')
  const [userid, setUserid] = useState<string | null>(null)
  const [until, setUntil] = useState('')
  const put = useAction(
    useCallback(
      (who: string, last: string | null) =>
        api.put(`/overtime/protected/${encodeURIComponent(who)}`, { until: last }),
      [],
    ),
    '记下了',
  )
  async function note(who: string, last: string | null) {
    if (!(await put.run(who, last))) return
    setUserid(null)
    setUntil('')
    await loaded.reload()
  }
  return (
    <Panel
      title="不安排加班的人"
      about="怀孕满7个月，或者孩子不满1岁在哺乳的，不能安排加班和夜班（女职工劳动保护特别规定第6条、第9条）。这里只记到哪天，不记原因。"
    >
      <div className="form-row">
        <Field label="谁">
          <PersonSelect label="谁" value={userid} pick={setUserid} />
        </Field>
        <Field label="到哪天">
          <Input type="date" value={until} onChange={event => setUntil(event.target.value)} />
        </Field>
      </div>
      <Button
        type="primary"
        loading={put.busy}
        disabled={userid === null || until === ''}
        onClick={() => userid !== null && void note(userid, until)}
      >
        记下
      </Button>
      <Problem error={put.error} />
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有。" />
          ) : (
            <Records
              label="不安排加班的人"
              rows={rows}
              keyOf={row => row.userid}
              columns={[
                { title: '姓名', cell: row => row.name, main: true },
                { title: '单位', cell: row => row.unit },
                { title: '到', cell: row => day(row.until) },
                {
                  title: '取消',
                  cell: row => (
                    <Button size="small" onClick={() => void note(row.userid, null)}>
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
  )
}
