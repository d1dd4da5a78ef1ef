import { Button, InputNumber } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { Quota } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'

/** How many calls of each kind the platform allows a month. */
export function QuotaSetting() {
  const loaded = useData<Quota>('/quota')
  return (
    <Panel title="每月次数" about="钉钉版本不同，给的次数不同。不填就按标准版算。">
      <Show loaded={loaded}>
        {({ now }) => (
          <div className="stack">
            {now.map(({ kind, limit }) => (
              <Limit key={kind} kind={kind} limit={limit} changed={loaded.reload} />
            ))}
          </div>
        )}
      </Show>
    </Panel>
  )
}

function Limit({ kind, limit, changed }: { kind: string; limit: number; changed: () => Promise<void> }) {
  const [value, setValue] = useState<number | null>(null)
  const label = `每月${wordFor('quota', kind)}`
  const put = useAction(
    useCallback((most: number) => api.put('/settings', { key: `quota.${kind}`, value: most }), [kind]),
    '记下了',
  )
  return (
    <div>
      <p>
        {wordFor('quota', kind)}：现在按{limit.toLocaleString('zh-CN')}次算
      </p>
      <div className="button-row">
        <InputNumber
          aria-label={label}
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
            if (value !== null && (await put.run(value))) await changed()
          }}
        >
          记下
        </Button>
      </div>
      <Problem error={put.error} />
    </div>
  )
}
