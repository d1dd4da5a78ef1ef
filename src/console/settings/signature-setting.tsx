import { Radio } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { SettingsState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { optionsOf } from '../words/codes.ts'

const KEY = 'help.signature'

/** How answers to people who asked for a human are signed. */
export function SignatureSetting() {
  const loaded = useData<SettingsState>('/settings')
  const put = useAction(
    useCallback((value: string) => api.put('/settings', { key: KEY, value }), []),
    '记下了',
  )
  return (
    <Panel title="“找人”回话的署名">
      <Show loaded={loaded}>
        {({ set }) => (
          <Radio.Group
            aria-label="“找人”回话的署名"
            disabled={put.busy}
            value={set.find(s => s.key === KEY)?.value ?? 'title'}
            options={optionsOf('signature')}
            onChange={async event => {
              if (await put.run(String(event.target.value))) await loaded.reload()
            }}
          />
        )}
      </Show>
      <Problem error={put.error} />
    </Panel>
  )
}
