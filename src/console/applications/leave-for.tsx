import { Button, Form, Input, Radio, Select } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

type Half = 'a' | 'p'

interface NewLeave {
  userid: string
  kind: string
  from: string
  fromHalf: Half
  to: string
  toHalf: Half
  why: string
  office: string
}

const HALVES = [
  { value: 'a', label: '上午' },
  { value: 'p', label: '下午' },
]

/** 代办: HR hands in a leave for somebody who telephoned or wrote it on paper. */
export function LeaveFor() {
  const kinds = useData<{ value: string; label: string }[]>('/leave/kinds')
  return (
    <Panel
      title="替人请假"
      about="打电话来的、交纸条的，在这里替他交。照样由他的领导批，会告诉本人，也记进审计；谁替交的，谁不能批。"
    >
      <Show loaded={kinds}>{known => <LeaveForm kinds={known} />}</Show>
    </Panel>
  )
}

function LeaveForm({ kinds }: { kinds: readonly { value: string; label: string }[] }) {
  const [form] = Form.useForm<NewLeave>()
  const userid = Form.useWatch('userid', form)
  const post = useAction(
    useCallback(
      ({ from, fromHalf, to, toHalf, ...rest }: NewLeave) =>
        api.post('/leave', { ...rest, from: `${from}${fromHalf}`, to: `${to}${toHalf}` }),
      [],
    ),
    '交上去了，已经告诉本人和要批的人',
  )
  const needed = (what: string) => [{ required: true, whitespace: true, message: `请填${what}` }]
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ fromHalf: 'a', toHalf: 'p' }}
      onFinish={async (values: NewLeave) => {
        if (await post.run(values)) form.resetFields()
      }}
    >
      <Form.Item label="谁" name="userid" rules={needed('姓名')}>
        <PersonSelect label="谁" value={userid ?? null} pick={id => form.setFieldValue('userid', id)} />
      </Form.Item>
      <div className="form-row">
        <Form.Item label="假别" name="kind" rules={needed('假别')}>
          <Select options={[...kinds]} placeholder="选一种" />
        </Form.Item>
        <Form.Item label="从哪天" name="from" rules={needed('开始的日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="从上午还是下午" name="fromHalf">
          <Radio.Group options={HALVES} />
        </Form.Item>
        <Form.Item label="到哪天" name="to" rules={needed('结束的日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="到上午还是下午" name="toHalf">
          <Radio.Group options={HALVES} />
        </Form.Item>
      </div>
      <Form.Item label="事由" name="why" rules={needed('事由')}>
        <Input maxLength={200} placeholder="批的人会看到；病假只有人事看" />
      </Form.Item>
      <Form.Item
        label="为什么替他交"
        name="office"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填原因，两个字以上' }]}
      >
        <Input maxLength={200} placeholder="比如：电话请假，不会用手机" />
      </Form.Item>
      <Problem error={post.error} />
      <Button type="primary" htmlType="submit" loading={post.busy}>
        替他交
      </Button>
    </Form>
  )
}
