import { Button, Form, Input, InputNumber } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import type { Expiring, ExpiringLine } from './shapes.ts'

interface Asked {
  days: number
  reason: string
}

/** Keeps one thing longer, with a reason; says so where it cannot be put off any more. */
export function Postpone({
  row,
  most,
  done,
}: {
  row: ExpiringLine
  most: Expiring['most']
  done: () => Promise<void>
}) {
  const [open, setOpen] = useState(false)
  const put = useAction(
    useCallback(
      (asked: Asked) => api.post(`/expiring/${row.kind}/${row.about}/postpone`, asked),
      [row.kind, row.about],
    ),
    '延后了',
  )
  if (row.times >= most.times) return <>不能再延后</>
  if (!open)
    return (
      <Button size="small" aria-label={`延后${row.no}`} onClick={() => setOpen(true)}>
        延后
      </Button>
    )
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ days: Math.min(30, most.days) }}
      onFinish={async (asked: Asked) => {
        if (await put.run(asked)) await done()
      }}
    >
      <Form.Item label={`延后几天（最多${most.days}）`} name="days" rules={[{ required: true }]}>
        <InputNumber min={1} max={most.days} precision={0} />
      </Form.Item>
      <Form.Item
        label="理由"
        name="reason"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填理由，两个字以上，别写内容' }]}
      >
        <Input maxLength={200} placeholder="比如：复查还没完" />
      </Form.Item>
      <Problem error={put.error} />
      <div className="button-row">
        <Button type="primary" htmlType="submit" loading={put.busy}>
          延后
        </Button>
        <Button onClick={() => setOpen(false)}>不延后</Button>
      </div>
    </Form>
  )
}
