import { Button, Form, Input, Select } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { sealForCase } from './seal-for-case.ts'
import type { CaseWhole } from './shapes.ts'

/** Answers the person: the text travels through the server once, the copy that stays is sealed here. */
export function ReplyForm({ file, sent }: { file: CaseWhole; sent: () => Promise<void> }) {
  const { me } = useSession()
  const openings = useData<{ title: string; text: string }[]>('/cases/openings')
  const [form] = Form.useForm<{ text: string }>()
  const send = useCallback(
    async (text: string) =>
      api.post(`/cases/${file.id}/reply`, { text, sealed: await sealForCase(file, text, me.name) }),
    [file, me.name],
  )
  const action = useAction(send, '回信寄出去了')
  return (
    <Panel title="回信" about="对方会收到“有回信”，发“看回信”才看到内容。回信经服务器转一次，对方取走就删。">
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={async ({ text }) => {
          if (!(await action.run(text))) return
          form.resetFields()
          await sent()
        }}
      >
        <Form.Item label="开头（可以不选）">
          <Select
            aria-label="开头"
            placeholder="选一句接着写"
            value={null}
            options={(openings.data ?? []).map(({ title, text }) => ({ value: text, label: title }))}
            onChange={(text: string) =>
              form.setFieldValue('text', `${text}${form.getFieldValue('text') ?? ''}`)
            }
          />
        </Form.Item>
        <Form.Item
          name="text"
          label="写给对方"
          rules={[{ required: true, whitespace: true, message: '还没有写' }]}
        >
          <Input.TextArea rows={5} maxLength={4000} showCount />
        </Form.Item>
        <Problem error={action.error} />
        <Button type="primary" htmlType="submit" loading={action.busy}>
          寄出
        </Button>
      </Form>
    </Panel>
  )
}
