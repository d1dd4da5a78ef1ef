import { Button, InputNumber } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { SettingsState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

const KEY = 'quota.api'

/** How many calls a month the platform allows, where it is not the usual number. */
export function QuotaSetting() {
  const loaded = useData<SettingsState>('/settings')
  const [value, setValue] = useState<number | null>(null)
  const put = useAction(
    useCallback((limit: number) => api.put('/settings', { key: KEY, value: limit }), []),
    '记下了',
  )
  return (
    <Panel title="每月调用次数" about="钉钉版本不同，给的次数不同。不填就用默认的。">
      <Show loaded={loaded}>
        {({ set }) => {
          const now = set.find(s => s.key === KEY)?.value
          return <p>{typeof now === 'number' ? `现在是${now.toLocaleString('zh-CN')}次` : '现在用默认的'}</p>
        }}
      </Show>
      <div className="button-row">
        <InputNumber
          aria-label="每月调用次数"
          min={0}
          max={100_000_000}
          precision={0}
          value={value}
          onChange={setValue}
        />
        <Button
          disabled={value === null}
          loading={put.busy}
          onClick={async () => {
            if (value !== null && (await put.run(value))) await loaded.reload()
          }}
        >
          记下
        </Button>
      </div>
      <Problem error={put.error} />
    </Panel>
  )
}
