import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../ui/problem.tsx'
import { sealForCase } from './seal-for-case.ts'
import type { CaseWhole } from './shapes.ts'

/** A note for whoever else can open this case; its person never gets it. */
export function NoteForm({ file, kept }: { file: CaseWhole; kept: () => Promise<void> }) {
  const { me } = useSession()
  const [form] = Form.useForm<{ memo: string }>()
  const keep = useCallback(
    async (text: string) =>
      api.post(`/cases/${file.id}/note`, { sealed: await sealForCase(file, text, me.name) }),
    [file, me.name],
  )
  const action = useAction(keep, '记下了')
  return (
    <details className="fold">
      <summary>记一条备注</summary>
      <Form
        form={form}
        layout="vertical"
        className="narrow"
        requiredMark={false}
        onFinish={async ({ memo }) => {
          if (!(await action.run(memo))) return
          form.resetFields()
          await kept()
        }}
      >
        <Form.Item
          // Not the name of another form's field on this page: a label would lead into the letter that is sent.
          name="memo"
          label="备注（只有看得了这一件的同事看得到）"
          rules={[{ required: true, whitespace: true, message: '还没有写' }]}
        >
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Problem error={action.error} />
        <Button htmlType="submit" loading={action.busy}>
          记下
        </Button>
      </Form>
    </details>
  )
}
