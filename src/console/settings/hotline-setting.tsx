import { Button, Input, Radio } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { SettingsState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Field } from '../ui/field.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'

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
            <HoursSet
              lines={set.flatMap(({ key, value }) =>
                key.startsWith(KEY) ? [{ unit: key.slice(KEY.length), hours: String(value) }] : [],
              )}
              busy={remove.busy}
              drop={async unit => {
                if (await remove.run(`${KEY}${unit}`)) await loaded.reload()
              }}
            />
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

/** What is set, unit by unit. */
function HoursSet({
  lines,
  busy,
  drop,
}: {
  lines: readonly { unit: string; hours: string }[]
  busy: boolean
  drop: (unit: string) => Promise<void>
}) {
  if (lines.length === 0) return <p className="hint">还没填。</p>
  const nameOf = (unit: string) => (unit === '*' ? '所有单位' : unit)
  return (
    <Records
      label="12356的时间"
      rows={lines}
      keyOf={line => line.unit}
      columns={[
        { title: '单位', cell: line => nameOf(line.unit), main: true },
        { title: '有人接', cell: line => spoken(line.hours) },
        {
          title: '去掉',
          cell: line => (
            <Button
              size="small"
              loading={busy}
              aria-label={`去掉${nameOf(line.unit)}的时间`}
              onClick={() => void drop(line.unit)}
            >
              去掉
            </Button>
          ),
        },
      ]}
    />
  )
}

function Hours({ busy, save }: { busy: boolean; save: (unit: string, hours: string) => Promise<void> }) {
  const [unit, setUnit] = useState('')
  const [always, setAlways] = useState(false)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const ready = always || (from !== '' && to !== '')
  return (
    <>
      <div className="form-row">
        <Field label="哪个单位">
          <Input
            placeholder="不填就是所有单位"
            value={unit}
            onChange={event => setUnit(event.target.value.trim())}
          />
        </Field>
        <Field label="什么时候有人接">
          <Radio.Group
            value={always}
            options={[
              { value: false, label: '有钟点' },
              { value: true, label: '整天' },
            ]}
            onChange={event => setAlways(event.target.value)}
          />
        </Field>
        {!always && (
          <>
            <Field label="几点开">
              <Input type="time" value={from} onChange={event => setFrom(event.target.value)} />
            </Field>
            <Field label="几点关">
              <Input type="time" value={to} onChange={event => setTo(event.target.value)} />
            </Field>
          </>
        )}
      </div>
      {!always && from !== '' && to !== '' && <p className="hint">每天{spoken(hoursOf(from, to))}有人接。</p>}
      <div>
        <Button
          type="primary"
          loading={busy}
          disabled={!ready}
          onClick={() => save(unit === '' ? '*' : unit, always ? '24h' : hoursOf(from, to))}
        >
          记下
        </Button>
      </div>
    </>
  )
}

/** Midnight closes the day it is of; an hour before the opening is of the next day. */
function hoursOf(from: string, to: string): string {
  return `${from}-${to === '00:00' ? '24:00' : to}`
}

function spoken(hours: string): string {
  if (hours === '24h') return '整天'
  const [from = '', to = ''] = hours.split('-')
  if (from === to) return '整天'
  return `${from}到${to < from ? '第二天' : ''}${to}`
}
