import { Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** Names who decides instead of somebody, for some days or whenever he is on leave. */
export function NameDeputy({ named }: { named: () => Promise<void> }) {
  const [userid, setUserid] = useState<string | null>(null)
  const [deputy, setDeputy] = useState<string | null>(null)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const name = useAction(
    useCallback((body: object) => api.post('/delegations', body), []),
    '安排好了，两边都告诉了',
  )
  async function arrange() {
    const days = { ...(from && { from }), ...(to && { to }) }
    if (!(await name.run({ userid, deputy, ...days }))) return
    setUserid(null)
    setDeputy(null)
    setFrom('')
    setTo('')
    await named()
  }
  return (
    <Panel title="安排代批" about="日期空着，就是他每次休假的时候。自己不能当代批的人，请另一位人事来安排。">
      <div className="form-row">
        <PersonSelect label="谁的申请" value={userid} pick={setUserid} />
        <PersonSelect label="谁代批" value={deputy} pick={setDeputy} />
        <Input type="date" aria-label="从哪天" value={from} onChange={event => setFrom(event.target.value)} />
        <Input type="date" aria-label="到哪天" value={to} onChange={event => setTo(event.target.value)} />
        <Button
          type="primary"
          loading={name.busy}
          disabled={userid === null || deputy === null}
          onClick={() => void arrange()}
        >
          安排
        </Button>
      </div>
      <Problem error={name.error} />
    </Panel>
  )
}
