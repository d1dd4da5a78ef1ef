import { Button, Form, Input, Select } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../ui/problem.tsx'
import { optionsOf } from '../words/codes.ts'
import { sealForCase } from './seal-for-case.ts'
import type { CaseWhole } from './shapes.ts'

interface Closing {
  outcome: string
  note?: string
}

/** Ends a case with what came of it; the note is sealed like everything else in it. */
export function CloseForm({ file, closed }: { file: CaseWhole; closed: () => Promise<void> }) {
  const { me } = useSession()
  const close = useCallback(
    async ({ outcome, note }: Closing) => {
      const sealedNote = note?.trim() ? await sealForCase(file, note, me.name) : ''
      await api.post(`/cases/${file.id}/close`, { outcome, sealedNote })
    },
    [file, me.name],
  )
  const action = useAction(close, '办结了')
  return (
    <details className="fold">
      <summary>办结这一件</summary>
      <Form
        layout="vertical"
        className="narrow"
        requiredMark={false}
        onFinish={async (values: Closing) => {
          if (await action.run(values)) await closed()
        }}
      >
        <Form.Item label="结果" name="outcome" rules={[{ required: true, message: '请选一个结果' }]}>
          <Select
            options={optionsOf('outcome').filter(({ value }) => value !== 'merged')}
            placeholder="选一个"
          />
        </Form.Item>
        <Form.Item label="备注（只有带钥匙的人看得到）" name="note">
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Problem error={action.error} />
        <Button htmlType="submit" loading={action.busy}>
          办结
        </Button>
      </Form>
    </details>
  )
}
