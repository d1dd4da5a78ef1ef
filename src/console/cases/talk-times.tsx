import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { moment } from '../words/times.ts'
import type { TalkTime } from './shapes.ts'

/** Times I offer for 约谈: whoever hands something over may book one; I see the number of the case, and nothing else. */
export function TalkTimes() {
  const loaded = useData<TalkTime[]>('/talk-times')
  return (
    <details className="fold">
      <summary>约谈时间</summary>
      <p className="panel-about">你留的时间，交心里话的人发“约谈”就能挑。有人约了，你只看到编号。</p>
      <Show loaded={loaded}>
        {rows => (
          <ul className="follow-ups">
            {rows.map(row => (
              <Line key={row.id} row={row} changed={loaded.reload} />
            ))}
          </ul>
        )}
      </Show>
      <NewTime made={loaded.reload} />
    </details>
  )
}

function Line({ row, changed }: { row: TalkTime; changed: () => Promise<void> }) {
  const take = useCallback(() => api.delete(`/talk-times/${row.id}`), [row.id])
  const action = useAction(take, '收回了')
  return (
    <li>
      <span>
        {moment(row.at)}，{row.place}，{row.no === null ? '还没人约' : `${row.no}约了`}
      </span>
      <Button
        size="small"
        type="text"
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await changed()
        }}
      >
        收回
      </Button>
      <Problem error={action.error} />
    </li>
  )
}

function NewTime({ made }: { made: () => Promise<void> }) {
  const [form] = Form.useForm<{ at: string; place: string }>()
  const offer = useCallback((at: string, place: string) => api.post('/talk-times', { at, place }), [])
  const action = useAction(offer, '留出来了')
  return (
    <Form
      form={form}
      layout="inline"
      className="follow-up-new"
      onFinish={async ({ at, place }) => {
        if (!(await action.run(at, place))) return
        form.resetFields()
        await made()
      }}
    >
      <Form.Item name="at" rules={[{ required: true, message: '请选时间' }]}>
        <Input type="datetime-local" aria-label="时间" />
      </Form.Item>
      <Form.Item name="place" rules={[{ required: true, whitespace: true, message: '请写房间' }]}>
        <Input aria-label="地点" placeholder="地点，比如302室" maxLength={40} />
      </Form.Item>
      <Button htmlType="submit" loading={action.busy}>
        留出来
      </Button>
      <Problem error={action.error} />
    </Form>
  )
}
