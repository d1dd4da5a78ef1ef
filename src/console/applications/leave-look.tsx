import { Button, Input } from 'antd'
import { useState } from 'react'
import type { ApiError } from '../api/api.ts'
import { Facts } from '../ui/facts.tsx'
import { Field } from '../ui/field.tsx'
import { Problem } from '../ui/problem.tsx'
import { dayWithWeekday } from '../words/times.ts'
import { useKinds } from './leave-fields.tsx'
import { daysWords, type NewLeave, spanWords, type WhatIf } from './leave-shapes.ts'

/** What a leave would be, to be looked at before it is handed in. Takes the place of the form, and of its focus. */
export function LeaveLook({
  leave,
  found,
  busy,
  error,
  back,
  send,
}: {
  leave: NewLeave
  found: WhatIf
  busy: boolean
  error: ApiError | null
  back: () => void
  send: (proofBy: string | null) => Promise<void>
}) {
  const kinds = useKinds(leave.who)
  const [proofBy, setProofBy] = useState('')
  const lacksDay = found.proofBy !== null && proofBy === ''
  const kind = kinds.data?.find(({ value }) => value === leave.kind)?.label ?? ''
  return (
    <section className="look" aria-label="核对一遍">
      <h3 tabIndex={-1} ref={title => title?.focus()}>
        核对一遍，对了再交
      </h3>
      <Facts
        facts={[
          ['谁', leave.who.label],
          ['假别', kind],
          ['时间', spanWords(leave)],
          ['共', daysWords(found)],
          ['谁批', found.chain.join('，再到')],
          ...(found.copies.length > 0 ? [['批了告诉', found.copies.join('、')] as const] : []),
          ['离市', leave.area === 'home' ? '不离开' : `${AREAS[leave.area]}，${leave.city?.trim()}`],
          ['顶岗', leave.standIn?.label ?? '不用'],
          ['事由', leave.why],
          ['为什么替他交', leave.office],
        ]}
      />
      {found.hr && <p className="hint">比一般的多，最后还要人事看。</p>}
      {found.provisional && (
        <p className="hint">那一年的放假安排还没公布，天数先按周末和法定节日算，公布后以公布的为准。</p>
      )}
      {found.proofBy !== null && (
        <div className="after">
          <div className="form-row">
            <Field label="证明说好哪天给">
              <Input
                type="date"
                value={proofBy}
                onChange={event => setProofBy(event.target.value)}
                aria-describedby="proof-by-rule"
              />
            </Field>
          </div>
          <p id="proof-by-rule" className="hint">
            跟本人说好再选。按规定是{dayWithWeekday(found.proofBy)}
            前；已经拿到手的选今天，交上去以后在“证明”里核对。到了那天早上我提醒他。
          </p>
        </div>
      )}
      <Problem error={error} />
      <div className="button-row after">
        <Button
          type="primary"
          loading={busy}
          disabled={lacksDay}
          onClick={() => void send(proofBy === '' ? null : proofBy)}
        >
          替他交
        </Button>
        <Button disabled={busy} onClick={back}>
          回去改
        </Button>
      </div>
    </section>
  )
}

const AREAS = { province: '省内', country: '省外', abroad: '出国（境）' } as const
