import { Button } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import type { AuditLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { Nothing, Page, Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { aboutWords, actionWords, actorWords } from '../words/audit.ts'
import { moment } from '../words/times.ts'

interface Check {
  lines: number
  /** Lines whose time was over. */
  pruned: number
  fault: { seq: number; kind: string } | null
}

const STEP = 100

/** Who did and saw what; that it was read stands in it too. */
export default function AuditPage() {
  const [lines, setLines] = useState<readonly AuditLine[] | null>(null)
  const [more, setMore] = useState(true)
  const load = useAction(
    useCallback(async (before: number | null) => {
      const path = `/audit?limit=${STEP}${before === null ? '' : `&before=${before}`}`
      const got = await api.get<{ lines: AuditLine[] }>(path)
      setMore(got.lines.length === STEP)
      setLines(old => (before === null ? got.lines : [...(old ?? []), ...got.lines]))
    }, []),
  )
  const { run } = load
  useEffect(() => {
    void run(null)
  }, [run])
  return (
    <Page title="审计" about="谁做了什么、看了什么。只加不改，里面没有谁说的话。看这一页也会记下来。">
      <CheckPanel />
      <Panel>
        <Problem error={load.error} again={() => void run(null)} />
        {lines?.length === 0 && <Nothing title="还没有记录。" />}
        {lines && lines.length > 0 && (
          <Records
            label="审计记录"
            rows={lines}
            keyOf={row => row.seq}
            columns={[
              { title: '时间', cell: row => moment(row.at), main: true },
              { title: '谁', cell: row => row.name ?? actorWords(row.actor) },
              { title: '做了什么', cell: row => actionWords(row.action) },
              {
                title: '关于',
                cell: row => <span className="code">{aboutWords(row.action, row.about)}</span>,
              },
            ]}
          />
        )}
        {more && lines && lines.length > 0 && (
          <Button className="after" loading={load.busy} onClick={() => void run(lines.at(-1)?.seq ?? null)}>
            看更早的
          </Button>
        )}
      </Panel>
    </Page>
  )
}

function CheckPanel() {
  const [check, setCheck] = useState<Check | null>(null)
  const action = useAction(useCallback(async () => setCheck(await api.get<Check>('/audit/check')), []))
  return (
    <Panel title="记录完整吗" about="每一行都连着前一行，改了或少了一行都查得出来。">
      <Button loading={action.busy} onClick={() => void action.run()}>
        查一查
      </Button>
      <Problem error={action.error} />
      {check && !check.fault && (
        <p className="done" role="status">
          {check.lines}行，一行没少，也没改过。
          {check.pruned > 0 && `其中${check.pruned}行过了保存期已删，留有校验值。`}
        </p>
      )}
      {check?.fault && (
        <p className="not-done" role="alert">
          从第{check.fault.seq}行起对不上，有人改过或删过。请马上告诉安全员，别再动数据库。
        </p>
      )}
    </Panel>
  )
}
