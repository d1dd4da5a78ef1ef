import { App, Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Field } from '../ui/field.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { stretchFault, stretchWords } from '../words/stretch.ts'
import type { Picked } from './leave-shapes.ts'

/** Names who decides instead of somebody, for some days or whenever he is on leave. */
export function NameDeputy({ named }: { named: () => Promise<void> }) {
  const { modal } = App.useApp()
  const [whose, setWhose] = useState<Picked | null>(null)
  const [deputy, setDeputy] = useState<Picked | null>(null)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const name = useAction(
    useCallback((body: object) => api.post('/delegations', body), []),
    '安排好了，两边都告诉了',
  )
  const wrong = stretchFault({ from, to })

  async function arrange(who: Picked, instead: Picked) {
    const sure = await modal.confirm({
      title: '这样安排吗？',
      content: `要${who.label}批的申请，${from === '' ? '他每次休假的时候' : stretchWords({ from, to })}，由${instead.label}代批。两边都会告诉。`,
      okText: '安排',
      cancelText: '回去改',
    })
    const days = from === '' ? {} : { from, to }
    if (!sure || !(await name.run({ userid: who.userid, deputy: instead.userid, ...days }))) return
    setWhose(null)
    setDeputy(null)
    setFrom('')
    setTo('')
    await named()
  }

  return (
    <Panel title="安排代批" about="日期空着，就是他每次休假的时候。自己不能当代批的人，请另一位人事来安排。">
      <div className="form-row">
        <Field label="谁的申请">
          <PersonSelect
            label="谁的申请"
            value={whose?.userid ?? null}
            pick={(userid, label) => setWhose({ userid, label })}
          />
        </Field>
        <Field label="谁代批">
          <PersonSelect
            label="谁代批"
            value={deputy?.userid ?? null}
            pick={(userid, label) => setDeputy({ userid, label })}
          />
        </Field>
        <Field label="从哪天（可不填）">
          <Input type="date" value={from} onChange={event => setFrom(event.target.value)} />
        </Field>
        <Field label="到哪天（可不填）">
          <Input type="date" value={to} onChange={event => setTo(event.target.value)} />
        </Field>
      </div>
      {wrong !== null && <p className="hint">{wrong}</p>}
      <Problem error={name.error} />
      <Button
        type="primary"
        loading={name.busy}
        disabled={whose === null || deputy === null || wrong !== null}
        onClick={() => whose && deputy && void arrange(whose, deputy)}
      >
        安排
      </Button>
    </Panel>
  )
}
