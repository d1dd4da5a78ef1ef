import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

interface Change {
  old: string
  passphrase: string
}

/** Chooses another sign-in passphrase. */
export function ChangePassphraseForm({ changed }: { changed: () => void | Promise<void> }) {
  const [form] = Form.useForm<Change>()
  const change = useCallback((given: Change) => api.post('/account/passphrase', given), [])
  const action = useAction(change, '口令换好了')
  async function submit(given: Change) {
    if (!(await action.run(given))) return
    form.resetFields()
    await changed()
  }
  return (
    <Form
      form={form}
      // Names the fields' ids: another form of the same page has a passphrase too.
      name="sign-in"
      layout="vertical"
      className="narrow"
      requiredMark={false}
      onFinish={values => void submit(values)}
    >
      <Form.Item label="现在的口令" name="old" rules={[{ required: true, message: '请写现在的口令' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        label="新口令"
        name="passphrase"
        extra="至少10个字符，大写、小写、数字、符号里有三样。"
        rules={[{ required: true, message: '请写新口令' }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Problem error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.busy}>
        换口令
      </Button>
    </Form>
  )
}

/** The page for somebody whose passphrase was given by somebody else: nothing else is open to him. */
export function ChangePassphrasePage({ changed }: { changed: () => Promise<void> }) {
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>先换一个自己的口令</h1>
        <p className="gate-about">你现在用的是管理员给的一次性口令，别人也知道。换好就能进去。</p>
        <ChangePassphraseForm changed={changed} />
      </div>
    </main>
  )
}
