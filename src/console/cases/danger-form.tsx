import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'

/** Calls out whoever is on duty for the writer of a case: with a reason, which custodians read. */
export function DangerForm({ id, done }: { id: string; done: () => Promise<void> }) {
  const call = useCallback(
    (reason: string) => api.post(`/cases/${id}/escalate`, { level: 'crisis', reason }),
    [id],
  )
  const action = useAction(call, '正在通知值班的人')
  return (
    <details className="fold">
      <summary>升为{wordFor('level', 'crisis')}</summary>
      <Form
        name="danger"
        layout="vertical"
        className="narrow"
        requiredMark={false}
        onFinish={async ({ reason }: { reason: string }) => {
          if (await action.run(reason)) await done()
        }}
      >
        <p>
          值班的人马上会收到写信人的姓名、单位和电话，没有信里的话；不会通知你自己，也不会通知信里点到的人和本人不给看的人。隐名的，你还是看不到是谁。理由封存，保管员看得到；本人会知道是你请的。
        </p>
        <Form.Item
          label="为什么觉得有生命危险"
          name="reason"
          rules={[{ required: true, whitespace: true, min: 10, message: '理由至少写10个字' }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Problem error={action.error} />
        <Button danger htmlType="submit" loading={action.busy}>
          请值班的人马上联系
        </Button>
      </Form>
    </details>
  )
}
