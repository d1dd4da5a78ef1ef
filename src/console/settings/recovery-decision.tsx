import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { serverNow } from '../api/server-time.ts'
import type { RecoveryState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { keyBox } from '../keys/key-box.ts'
import { Problem } from '../ui/problem.tsx'

interface PaperKey {
  readonly recipient: string
  readonly written: string
}

/** Enters what the house decided about a recovery key; where it wants one, makes it and shows it once, for printing. */
export function RecoveryDecision({
  state: { state },
  decided: done,
}: {
  state: Pick<RecoveryState, 'state'>
  decided: () => Promise<void>
}) {
  const [form] = Form.useForm<{ decided: string }>()
  const [paper, setPaper] = useState<PaperKey | null>(null)
  const put = useCallback((body: { decided: string; recipient?: string }) => api.put('/recovery', body), [])
  const action = useAction(put, '记下了')
  const without = state === 'on' || state === 'waits'

  async function decide(recipient?: string) {
    const { decided } = await form.validateFields()
    if (!(await action.run(recipient === undefined ? { decided } : { decided, recipient }))) return
    setPaper(null)
    await done()
  }

  return (
    <Form
      form={form}
      name="recovery"
      layout="vertical"
      className="narrow"
      requiredMark={false}
      initialValues={{ decided: today() }}
    >
      <Form.Item
        label="单位哪天定的"
        name="decided"
        rules={[{ required: true, message: '请写定下来的日期' }]}
      >
        <Input type="date" max={today()} />
      </Form.Item>
      {paper && (
        <div className="paper-key">
          <p>
            心桥应急钥匙。只显示这一次，不存在任何地方。印出来，装进信封封好，放进保险柜；不要拍照，不要存电脑。
          </p>
          <p>{today()}</p>
          <p className="paper-key-text">{groups(paper.written)}</p>
          <Button className="paper-key-print" onClick={() => window.print()}>
            打印
          </Button>
        </div>
      )}
      <Problem error={action.error} />
      {paper ? (
        <Button type="primary" loading={action.busy} onClick={() => void decide(paper.recipient)}>
          印好收好了，登记
        </Button>
      ) : without ? (
        <Button danger loading={action.busy} onClick={() => void decide()}>
          停掉应急钥匙
        </Button>
      ) : (
        <div className="row-buttons">
          <Button onClick={async () => setPaper(await keyBox.makePaper())}>要，生成应急钥匙</Button>
          {state === 'undecided' && (
            <Button loading={action.busy} onClick={() => void decide()}>
              不要
            </Button>
          )}
        </div>
      )}
    </Form>
  )
}

/** What every key begins with, then groups of eight, so that it can be copied from paper. */
function groups(written: string): string {
  return written
    .replace(BEGINS, '')
    .replaceAll(/(.{1,8})/gu, ' $1')
    .replace(/^/u, BEGINS)
}

const BEGINS = 'AGE-SECRET-KEY-1'

function today(): string {
  return new Date(serverNow()).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
