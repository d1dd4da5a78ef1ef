import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

interface FirstAdmin {
  userid: string
  name: string
  unit: string
  passphrase: string
  code?: string
}

/** The administrator of the sample roster. */
const SAMPLE = { userid: 'sample-zhou', name: '周样例', unit: '样例组宣部' }

/** Makes the first administrator, and signs him in. */
export function AdminStep({ live, done }: { live: boolean; done: () => Promise<void> }) {
  const make = useCallback(async (given: FirstAdmin) => {
    await api.post('/setup/admin', given)
    await api.post('/session', { userid: given.userid, passphrase: given.passphrase })
  }, [])
  const action = useAction(make)
  async function submit(given: FirstAdmin) {
    const { userid, name, unit, passphrase, code } = given
    const about = { userid: userid.trim(), name: name.trim(), unit: unit.trim(), passphrase }
    if (await action.run(code ? { ...about, code: code.trim() } : about)) await done()
  }
  const required = (what: string) => [{ required: true, whitespace: true, message: `请写${what}` }]
  return (
    <Form
      layout="vertical"
      className="narrow"
      requiredMark={false}
      initialValues={live ? {} : SAMPLE}
      onFinish={values => void submit(values)}
    >
      {live && (
        <Form.Item label="初始码" name="code" extra="启动时印在服务器的终端里。" rules={required('初始码')}>
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item
        label="工号"
        name="userid"
        extra={live ? '和钉钉通讯录里的 userid 一样。' : '先填好了样例里的管理员，可以直接用。'}
        rules={required('工号')}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item label="姓名" name="name" rules={required('姓名')}>
        <Input autoComplete="name" />
      </Form.Item>
      <Form.Item label="单位" name="unit" rules={required('单位')}>
        <Input autoComplete="organization" />
      </Form.Item>
      <Form.Item
        label="登录口令"
        name="passphrase"
        extra="至少10个字符，大写、小写、数字、符号里有三样。"
        rules={required('口令')}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Problem error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.busy}>
        设为管理员
      </Button>
    </Form>
  )
}
