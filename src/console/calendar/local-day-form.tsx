import { Button, Form, Input, Radio } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

interface NewDay {
  date: string
  off: boolean
  reason: string
}

/** One day that the unit gives off or has worked; a day that stands there already is written over. */
export function LocalDayForm({ made }: { made: () => Promise<void> }) {
  const [form] = Form.useForm<NewDay>()
  const put = useAction(
    useCallback(({ date, off, reason }: NewDay) => api.put(`/calendar/days/${date}`, { off, reason }), []),
    '记下了，马上生效',
  )
  const needed = (what: string) => [{ required: true, whitespace: true, message: `请填${what}` }]
  return (
    <Form
      form={form}
      className="after"
      layout="vertical"
      requiredMark={false}
      initialValues={{ off: true }}
      onFinish={async (values: NewDay) => {
        if (!(await put.run(values))) return
        form.resetFields()
        await made()
      }}
    >
      <div className="form-row">
        <Form.Item label="日期" name="date" rules={needed('日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="这天" name="off">
          <Radio.Group
            options={[
              { value: true, label: '放假' },
              { value: false, label: '上班' },
            ]}
          />
        </Form.Item>
      </div>
      <Form.Item label="原因" name="reason" rules={needed('原因')}>
        <Input maxLength={100} placeholder="比如：台风停工" />
      </Form.Item>
      <Problem error={put.error} />
      <Button type="primary" htmlType="submit" loading={put.busy}>
        记下这一天
      </Button>
    </Form>
  )
}
