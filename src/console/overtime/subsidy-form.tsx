import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { dayWithWeekday } from '../words/times.ts'
import type { OvertimeLine } from './shapes.ts'

/** Marks that a subsidy was paid for a record, or that none was, with the reason. */
export function SubsidyForm({ record, close }: { record: OvertimeLine; close: () => Promise<void> }) {
  const { no, name, date, subsidy } = record
  const put = useAction(
    useCallback(
      ({ reason }: { reason: string }) => api.put(`/overtime/${no}/subsidy`, { subsidy: !subsidy, reason }),
      [no, subsidy],
    ),
    '改好了，已经告诉本人',
  )
  return (
    <Panel
      title={`${name} ${dayWithWeekday(date)}：改成${subsidy ? '没发补贴' : '发过补贴'}`}
      about="发过补贴就不换补休。这次的补休已经用了或者正在申请用，就改不了。"
    >
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={async (values: { reason: string }) => {
          if (await put.run(values)) await close()
        }}
      >
        <Form.Item
          label="原因"
          name="reason"
          rules={[{ required: true, whitespace: true, min: 2, message: '请填原因，两个字以上' }]}
        >
          <Input maxLength={200} placeholder="比如：财务核对，补贴已随工资发放" />
        </Form.Item>
        <Problem error={put.error} />
        <div className="button-row">
          <Button type="primary" htmlType="submit" loading={put.busy}>
            改
          </Button>
          <Button onClick={() => void close()}>不改了</Button>
        </div>
      </Form>
    </Panel>
  )
}
