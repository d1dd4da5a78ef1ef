import { Alert, Button, Form, Input } from 'antd'
import { useState } from 'react'
import { keyBox } from '../keys/key-box.ts'
import { Panel } from '../ui/page.tsx'

/** Asks for the key's passphrase; it never leaves this browser. */
export function UnlockForm({ wrapped }: { wrapped: string | null }) {
  const [state, setState] = useState<'ready' | 'busy' | 'wrong'>('ready')
  if (wrapped === null)
    return (
      <Panel title="锁着">
        <p>这把钥匙你自己保管，没有存在这里，请在你放钥匙的地方打开。</p>
      </Panel>
    )

  async function unlock(passphrase: string) {
    setState('busy')
    const right = wrapped !== null && (await keyBox.unlock(wrapped, passphrase).catch(() => false))
    setState(right ? 'ready' : 'wrong')
  }

  return (
    <Panel title="锁着" about="写钥匙口令打开。口令和打开的内容都只在这个浏览器里，15分钟不用自动锁上。">
      <Form
        layout="vertical"
        className="narrow"
        requiredMark={false}
        onFinish={({ passphrase }: { passphrase: string }) => void unlock(passphrase)}
      >
        <Form.Item label="钥匙口令" name="passphrase" rules={[{ required: true, message: '请写钥匙口令' }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        {state === 'wrong' && (
          <Alert
            className="problem"
            type="error"
            showIcon
            role="alert"
            title="口令不对。大小写和横线都要一样。"
          />
        )}
        <Button type="primary" htmlType="submit" loading={state === 'busy'}>
          {state === 'busy' ? '正在打开，要几秒钟' : '打开'}
        </Button>
      </Form>
    </Panel>
  )
}
