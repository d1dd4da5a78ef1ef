import { Button, Input, Select } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { SettingsState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

const KEY = 'hotline:'

/** When 12356 answers in the city, for all units or one: it stands beside the number wherever that is said. */
export function HotlineSetting() {
  const loaded = useData<SettingsState>('/settings')
  const put = useAction(
    useCallback((key: string, value: string) => api.put('/settings', { key, value }), []),
    '记下了',
  )
  const remove = useAction(
    useCallback((key: string) => api.delete(`/settings?key=${encodeURIComponent(key)}`), []),
    '去掉了',
  )
  return (
    <Panel
      title="12356几点有人接"
      about="本市的心理援助热线。机器人说到12356时会带上时间，夜里没开就照实说。不填，只在零点到六点提醒“有的地方夜里没人接”。"
    >
      <Show loaded={loaded}>
        {({ set }) => (
          <div className="stack">
            {set
              .filter(({ key }) => key.startsWith(KEY))
              .map(({ key, value }) => (
                <div key={key} className="button-row">
                  <span>
                    {key === `${KEY}*` ? '所有单位' : key.slice(KEY.length)}：{spoken(String(value))}
                  </span>
                  <Button
                    size="small"
                    loading={remove.busy}
                    onClick={async () => {
                      if (await remove.run(key)) await loaded.reload()
                    }}
                  >
                    去掉
                  </Button>
                </div>
              ))}
            <Hours
              busy={put.busy}
              save={async (unit, hours) => {
                if (await put.run(`${KEY}${unit}`, hours)) await loaded.reload()
              }}
            />
          </div>
        )}
      </Show>
      <Problem error={put.error ?? remove.error} />
    </Panel>
  )
}

function Hours({ busy, save }: { busy: boolean; save: (unit: string, hours: string) => Promise<void> }) {
  const [unit, setUnit] = useState('')
  const [from, setFrom] = useState('24h')
  const [to, setTo] = useState('24:00')
  const hours = from === '24h' ? from : `${from}-${to}`
  return (
    <div className="button-row">
      <Input
        aria-label="单位，不填是所有单位"
        placeholder="单位（不填是所有单位）"
        style={{ width: 200 }}
        value={unit}
        onChange={event => setUnit(event.target.value.trim())}
      />
      <Select
        aria-label="几点开"
        style={{ width: 110 }}
        value={from}
        options={[{ value: '24h', label: '整天' }, ...HALF_HOURS.map(value => ({ value, label: value }))]}
        onChange={setFrom}
      />
      {from !== '24h' && (
        <Select
          aria-label="几点关"
          style={{ width: 110 }}
          value={to}
          options={[...HALF_HOURS, '24:00'].map(value => ({ value, label: value }))}
          onChange={setTo}
        />
      )}
      <Button loading={busy} onClick={() => save(unit === '' ? '*' : unit, hours)}>
        记下
      </Button>
    </div>
  )
}

const HALF_HOURS = Array.from({ length: 48 }, (_, n) => {
  const hour = String(Math.floor(n / 2)).padStart(2, '0')
  return `${hour}:${n % 2 === 0 ? '00' : '30'}`
})

function spoken(hours: string): string {
  return hours === '24h' ? '24小时' : hours.replace('-', '到')
}
