import { Alert, Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'
import { dayWords } from './form-words.ts'
import type { Genuine } from './shapes.ts'

interface Claim {
  no: string
  code: string
}

/** Whether a printed form is genuine: its number, dates and state, and nothing else. */
export default function VerifyPage() {
  const [found, setFound] = useState<Genuine | null>(null)
  const check = useAction(
    useCallback(async ({ no, code }: Claim) => {
      setFound(null)
      setFound(await api.post<Genuine>('/forms/verify', { no: no.trim().toUpperCase(), code: code.trim() }))
    }, []),
  )
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>核对审批单</h1>
        <p className="gate-about">照着纸上写编号和校验码。只告诉你真伪、时间和现在的状态。</p>
        <Form layout="vertical" requiredMark={false} onFinish={(given: Claim) => void check.run(given)}>
          <Form.Item label="编号" name="no" rules={[{ required: true, message: '请写编号' }]}>
            <Input placeholder="QJ-20261123-0001" autoCapitalize="characters" spellCheck={false} />
          </Form.Item>
          <Form.Item label="校验码" name="code" rules={[{ required: true, message: '请写校验码' }]}>
            <Input
              placeholder="ABCD-EFGH"
              autoCapitalize="characters"
              spellCheck={false}
              autoComplete="off"
            />
          </Form.Item>
          {check.error &&
            (check.error.status === 404 || check.error.status === 400 ? (
              <Alert
                className="problem"
                type="warning"
                showIcon
                role="alert"
                title="对不上。请看看有没有写错；没写错，这张单子就不是这里打的。"
              />
            ) : (
              <Problem error={check.error} />
            ))}
          {found && (
            <Alert
              className="problem"
              type="success"
              showIcon
              role="status"
              title={`${found.no}是真的`}
              description={`${stretch(found)}现在的状态：${wordFor('status', found.status)}。`}
            />
          )}
          <Button type="primary" htmlType="submit" loading={check.busy} block>
            核对
          </Button>
        </Form>
      </div>
    </main>
  )
}

function stretch({ from, to }: Genuine): string {
  if (from === null || to === null) return ''
  return from === to ? `时间：${dayWords(from)}。` : `时间：${dayWords(from)}到${dayWords(to)}。`
}
