import { Form } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Panel } from '../ui/page.tsx'
import { LeaveFields } from './leave-fields.tsx'
import { LeaveLook } from './leave-look.tsx'
import { askedOf, type NewLeave, type WhatIf } from './leave-shapes.ts'

/** 代办: HR hands in a leave for somebody who telephoned or wrote it on paper; looks at what it would be first. */
export function LeaveFor() {
  const [form] = Form.useForm<NewLeave>()
  const [seen, setSeen] = useState<{ leave: NewLeave; found: WhatIf } | null>(null)
  const look = useAction(
    useCallback(async (leave: NewLeave) => {
      setSeen({ leave, found: await api.post<WhatIf>('/leave/what-if', askedOf(leave)) })
    }, []),
  )
  const post = useAction(
    useCallback(
      (leave: NewLeave, proofBy: string | null) =>
        api.post('/leave', {
          ...askedOf(leave),
          ...(leave.standIn ? { standIn: leave.standIn.userid } : {}),
          ...(proofBy === null ? {} : { proofBy }),
          why: leave.why,
          office: leave.office,
        }),
      [],
    ),
    '交上去了，已经告诉本人和要批的人',
  )
  const ready = seen?.found.possible === true
  return (
    <Panel
      title="替人请假"
      about="打电话来的、交纸条的，在这里替他交。照样由他的领导批，会告诉本人，也记进审计；谁替交的，谁不能批。"
    >
      <div hidden={ready}>
        <LeaveFields
          form={form}
          busy={look.busy}
          error={look.error}
          refused={seen?.found.says ?? null}
          changed={() => setSeen(null)}
          done={leave => void look.run(leave)}
        />
      </div>
      {ready && (
        <LeaveLook
          leave={seen.leave}
          found={seen.found}
          busy={post.busy}
          error={post.error}
          back={() => setSeen(null)}
          send={async proofBy => {
            if (!(await post.run(seen.leave, proofBy))) return
            setSeen(null)
            form.resetFields()
          }}
        />
      )}
    </Panel>
  )
}
