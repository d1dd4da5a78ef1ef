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
  const [held, setHeld] = useState<{ userid: string; accounts: Account[] } | null>(null)
  const look = useAction(
    useCallback(async (of: string) => {
      setHeld({ userid: of, accounts: await api.get<Account[]>(`/leave/balances/${encodeURIComponent(of)}`) })
    }, []),
  )
  const balances = `/leave/sheet?unit=${encodeURIComponent(unit ?? '')}&year=${month.slice(0, 4)}`
  const ledger = `/leave/ledger/${encodeURIComponent(userid ?? '')}/sheet`
  return (
    <Panel
      title="余额和假期账"
      about="按单位下载今年的余额，或者看一个人的余额、下载他的每一笔账。看和下载都记进审计。"
    >
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
        <Button disabled={userid === null || look.busy} onClick={() => void look.run(userid ?? '')}>
          看余额
        </Button>
        <Button disabled={userid === null || save.busy} onClick={() => void save.run(ledger)}>
          下载假期账
        </Button>
      </div>
      <Problem error={look.error} />
      {held?.userid === userid && held?.accounts.map(one => <Held key={one.account} {...one} />)}
    </Panel>
  )
}

interface Account {
  account: string
  says: string
  missing: { enter: string } | null
}

/** A balance line by line; where there is no number, why, and what to enter. */
function Held({ says, missing }: Account) {
  return (
    <>
      {says.split('\n').map(line => (
        <p key={line}>{line}</p>
      ))}
      {missing && <p className="hint">要补：{missing.enter}。</p>}
    </>
  )
}
