import { Button, Select } from 'antd'
import { useCallback, useState } from 'react'
import { thisMonth } from '../absences/month.ts'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { download } from '../ui/download.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** Balances of a unit and somebody's ledger, as files. */
export function LedgerSheets() {
  const month = thisMonth()
  const loaded = useData<{ units: string[] }>(`/absences?month=${month}`)
  const [unit, setUnit] = useState<string | null>(null)
  const [userid, setUserid] = useState<string | null>(null)
  const save = useAction(
    useCallback(async (path: string) => {
      const { name, body } = await api.get<{ name: string; body: string }>(path)
      download(name, body)
    }, []),
  )
  const balances = `/leave/sheet?unit=${encodeURIComponent(unit ?? '')}&year=${month.slice(0, 4)}`
  const ledger = `/leave/ledger/${encodeURIComponent(userid ?? '')}/sheet`
  return (
    <Panel title="余额和假期账" about="按单位下载今年的余额，或者下载一个人的每一笔账。下载都记进审计。">
      <Problem error={save.error} />
      <Show loaded={loaded}>
        {({ units }) => (
          <div className="button-row">
            <Select
              className="wide"
              aria-label="单位"
              placeholder="选单位"
              value={unit}
              onChange={setUnit}
              options={units.map(value => ({ value, label: value }))}
            />
            <Button disabled={unit === null || save.busy} onClick={() => void save.run(balances)}>
              下载余额
            </Button>
          </div>
        )}
      </Show>
      <div className="button-row after">
        <PersonSelect label="谁的账" value={userid} pick={setUserid} />
        <Button disabled={userid === null || save.busy} onClick={() => void save.run(ledger)}>
          下载假期账
        </Button>
      </div>
    </Panel>
  )
}
