import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import { keyBox } from './key-box.ts'
import { randomPassphrase } from './random-passphrase.ts'

const SHORTEST = 12

interface MadeKey {
  readonly recipient: string
  readonly wrapped: string
}

const ask = (key: MadeKey): Promise<unknown> => api.post('/readers', key)

/**
 * Makes my key for reading 心里话: here in the browser; only the public half and the wrapped one are sent.
 * @param send what is done with it; a first key is asked for
 */
export function KeyForm({
  made,
  send = ask,
  renewed = false,
}: {
  made: () => void
  send?: (key: MadeKey) => Promise<unknown>
  renewed?: boolean
}) {
  const [form] = Form.useForm<{ passphrase: string; again: string }>()
  const make = useCallback(
    async (passphrase: string) => {
      const { recipient, wrapped } = await keyBox.make(passphrase)
      await send({ recipient, wrapped })
    },
    [send],
  )
  const action = useAction(make, '钥匙做好了')
  /** One that was thought up here must be seen, to be written down. */
  const [visible, setVisible] = useState(false)

  async function submit({ passphrase }: { passphrase: string }) {
    if (await action.run(passphrase)) made()
  }

  function suggest() {
    const passphrase = randomPassphrase()
    form.setFieldsValue({ passphrase, again: passphrase })
    setVisible(true)
  }

  return (
    <Form
      form={form}
      // Names the fields' ids: another form of the same page has a passphrase too.
      name="key"
      layout="vertical"
      className="narrow"
      requiredMark={false}
      onFinish={values => void submit(values)}
    >
      <p>
        钥匙在你的浏览器里生成，用你定的钥匙口令锁好再存，服务器打不开。
        <b>口令忘了，用这把钥匙收的心里话就再也打不开，谁也恢复不了。</b>
        抄下来放在只有你能拿到的地方，不要和登录口令一样。
        {renewed
          ? '换好以后，以前的都改用新钥匙开，旧的自动停掉；带钥匙的人会收到消息。'
          : '单位的第一把马上能用；以后的要等安全员或已经带钥匙的人同意。'}
      </p>
      <Form.Item
        label="钥匙口令"
        name="passphrase"
        extra={
          <>
            至少{SHORTEST}个字符。
            <Button type="link" size="small" className="inline-link" onClick={suggest}>
              帮我想一个
            </Button>
          </>
        }
        rules={[{ required: true, min: SHORTEST, message: `口令至少要${SHORTEST}个字符` }]}
      >
        <Input.Password
          autoComplete="new-password"
          visibilityToggle={{ visible, onVisibleChange: setVisible }}
        />
      </Form.Item>
      <Form.Item
        label="再写一遍"
        name="again"
        dependencies={['passphrase']}
        rules={[
          { required: true, message: '请再写一遍' },
          {
            validator: (_rule, again) =>
              again === form.getFieldValue('passphrase')
                ? Promise.resolve()
                : Promise.reject(new Error('两遍不一样')),
          },
        ]}
      >
        <Input.Password
          autoComplete="new-password"
          visibilityToggle={{ visible, onVisibleChange: setVisible }}
        />
      </Form.Item>
      <Problem error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.busy}>
        {action.busy ? '正在做钥匙，要几秒钟' : '生成钥匙'}
      </Button>
    </Form>
  )
}
