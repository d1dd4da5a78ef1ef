import { Alert, Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

interface Reloaded {
  loaded: boolean
  problems: { where: string; what: string }[]
}

/** The conversations that are loaded; reading their files anew takes all of them or none. */
export function FlowsPanel() {
  const { may } = useSession()
  const loaded = useData<{ flows: { id: string; title: string; hash: string }[] }>('/flows')
  const [result, setResult] = useState<Reloaded | null>(null)
  const reload = useAction(useCallback(async () => setResult(await api.post<Reloaded>('/flows/reload')), []))
  return (
    <Panel title="对话文件" about="改了 flows 文件夹里的字，点一下重新读。有一处不对，就都用原来的。">
      <Show loaded={loaded}>
        {({ flows }) => (
          <ul className="chips">
            {flows.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        )}
      </Show>
      {may('admin') && (
        <Button
          loading={reload.busy}
          onClick={async () => {
            if (await reload.run()) await loaded.reload()
          }}
        >
          检查并重新读
        </Button>
      )}
      <Problem error={reload.error} />
      {result?.loaded && (
        <p className="done" role="status">
          都读好了，马上生效。
        </p>
      )}
      {result && !result.loaded && (
        <Alert
          className="problem"
          type="error"
          showIcon
          role="alert"
          title={`有${result.problems.length}处不对，还用原来的。`}
          description={
            <ul className="problem-list">
              {result.problems.map(({ where, what }) => (
                <li key={`${where} ${what}`}>
                  <code>{where}</code> {where.includes(what) ? '' : what}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </Panel>
  )
}
