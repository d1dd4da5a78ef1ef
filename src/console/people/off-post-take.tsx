import { Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import { PersonSelect } from './person-select.tsx'

const BLANK = { from: '', review: '', ground: '' }

/** Registers that somebody is off post from a day on. */
export function OffPostTake({ taken }: { taken: () => Promise<void> }) {
  const [userid, setUserid] = useState<string | null>(null)
  const [form, setForm] = useState(BLANK)
  const take = useAction(
    useCallback(
      (who: string, body: typeof BLANK) => api.post(`/off-post/${encodeURIComponent(who)}`, body),
      [],
    ),
    '登记好了，已经告诉本人和主管',
  )
  const set = (part: Partial<typeof BLANK>) => setForm({ ...form, ...part })
  return (
    <>
      <div className="form-row">
        <PersonSelect label="谁" value={userid} pick={setUserid} />
        <Input
          type="date"
          aria-label="从哪天起"
          value={form.from}
          onChange={event => set({ from: event.target.value })}
        />
        <Input
          type="date"
          aria-label="下次复查"
          value={form.review}
          onChange={event => set({ review: event.target.value })}
        />
        <Input
          aria-label="依据"
          placeholder="依据（可不填）：凭什么材料、谁同意的"
          maxLength={200}
          value={form.ground}
          onChange={event => set({ ground: event.target.value })}
        />
        <Button
          type="primary"
          loading={take.busy}
          disabled={userid === null || form.from === '' || form.review === ''}
          onClick={async () => {
            if (userid === null || !(await take.run(userid, form))) return
            setUserid(null)
            setForm(BLANK)
            await taken()
          }}
        >
          登记
        </Button>
      </div>
      <p className="hint">
        第一个日期是从哪天起，第二个是下次复查。依据加密保存，只有人事能看，看了有记录，返岗时清掉。
      </p>
      <Problem error={take.error} />
    </>
  )
}
