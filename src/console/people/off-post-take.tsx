import { App, Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Field } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { dayWithWeekday } from '../words/times.ts'
import { PersonSelect } from './person-select.tsx'

const BLANK = { from: '', review: '', ground: '' }

/** Registers that somebody is off post from a day on. */
export function OffPostTake({ taken }: { taken: () => Promise<void> }) {
  const { modal } = App.useApp()
  const [whom, setWhom] = useState<{ userid: string; label: string } | null>(null)
  const [form, setForm] = useState(BLANK)
  const take = useAction(
    useCallback(
      (who: string, body: typeof BLANK) => api.post(`/off-post/${encodeURIComponent(who)}`, body),
      [],
    ),
    '登记好了，已经告诉本人和主管',
  )
  const set = (part: Partial<typeof BLANK>) => setForm({ ...form, ...part })
  const { from, review, ground } = form
  const early = from !== '' && review !== '' && review <= from

  async function ask(userid: string, label: string) {
    const sure = await modal.confirm({
      title: `给${label}登记离岗休养吗？`,
      content: `从${dayWithWeekday(from)}起不在岗，不用请假，也不扣假；${dayWithWeekday(review)}复查。登记后马上告诉本人和主管，只说不在岗。`,
      okText: '登记',
      cancelText: '回去改',
    })
    if (!sure || !(await take.run(userid, form))) return
    setWhom(null)
    setForm(BLANK)
    await taken()
  }

  return (
    <>
      <div className="form-row">
        <Field label="谁">
          <PersonSelect
            label="谁"
            value={whom?.userid ?? null}
            pick={(userid, label) => setWhom({ userid, label })}
          />
        </Field>
        <Field label="从哪天起">
          <Input type="date" value={from} onChange={event => set({ from: event.target.value })} />
        </Field>
        <Field label="下次复查">
          <Input type="date" value={review} onChange={event => set({ review: event.target.value })} />
        </Field>
        <Field label="依据（可不填）">
          <Input
            placeholder="凭什么材料、谁同意的"
            maxLength={200}
            value={ground}
            onChange={event => set({ ground: event.target.value })}
          />
        </Field>
      </div>
      <p className="hint">
        {early
          ? '复查要在开始的日期以后，请改一个。'
          : '依据加密保存，只有人事能看，看了有记录，返岗时清掉。'}
      </p>
      <Problem error={take.error} />
      <Button
        type="primary"
        loading={take.busy}
        disabled={whom === null || from === '' || review === '' || early}
        onClick={() => whom && void ask(whom.userid, whom.label)}
      >
        登记
      </Button>
    </>
  )
}
