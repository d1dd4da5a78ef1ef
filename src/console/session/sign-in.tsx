import { Alert, Button, Form, Input } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import { api } from '../api/api.ts'
import { followTrialClock, isClockMoved } from '../api/server-time.ts'
import type { SessionState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

interface Credentials {
  userid: string
  passphrase: string
}

/** The sign-in form. */
export function SignInForm({ signedIn }: { signedIn: () => Promise<void> | void }) {
  const signIn = useCallback((given: Credentials) => api.post<SessionState>('/session', given), [])
  const action = useAction(signIn)
  async function submit(given: Credentials) {
    if (await action.run({ ...given, userid: given.userid.trim() })) await signedIn()
  }
  return (
    <Form layout="vertical" className="narrow" requiredMark={false} onFinish={values => void submit(values)}>
      <Form.Item label="工号" name="userid" rules={[{ required: true, message: '请写工号' }]}>
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} />
      </Form.Item>
      <Form.Item label="登录口令" name="passphrase" rules={[{ required: true, message: '请写口令' }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Problem error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.busy} block>
        登录
      </Button>
    </Form>
  )
}

/** The page for somebody who is not signed in. */
export function SignInPage({
  live,
  expired,
  signedIn,
}: {
  live: boolean
  expired: boolean
  signedIn: () => Promise<void>
}) {
  const moved = useMovedClock(live)
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>心桥控制台</h1>
        <p className="gate-about">给管理员、组织人事和关爱专员用。办自己的事，请在钉钉里找心桥。</p>
        {(expired || moved) && (
          <Alert
            className="problem"
            type="warning"
            showIcon
            role="alert"
            title={
              moved ? '试用的时间往前拨过，原来的登录跟着过期了，请重新登录。' : '登录过期，请重新登录。'
            }
          />
        )}
        <SignInForm signedIn={signedIn} />
        <p className="gate-foot">
          {live ? '没有口令，或者忘了，请管理员重新给一个。' : '试用模式，里面都是样例数据。'}
          {!live && <a href="/chat">去试用聊天</a>}
        </p>
      </div>
    </main>
  )
}

/** Of the trial: whoever moves its clock on is signed out by it, here and in every other window. */
function useMovedClock(live: boolean): boolean {
  const [moved, setMoved] = useState(false)
  useEffect(() => {
    void followTrialClock(live).then(() => setMoved(!live && isClockMoved()))
  }, [live])
  return moved
}
