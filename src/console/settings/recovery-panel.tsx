import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { ReaderLine, RecoveryState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { letInByPaper, type MyKey } from '../keys/let-in.ts'
import { useSession } from '../session/session.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { day } from '../words/times.ts'
import { KeyWork } from './key-work.tsx'
import { RecoveryDecision } from './recovery-decision.tsx'

/** The recovery key: what the house decided, the second person’s yes, older cases for it, and its use. */
export function RecoveryPanel() {
  const { may } = useSession()
  const loaded = useData<RecoveryState>('/recovery')
  return (
    <Panel
      title="应急钥匙"
      about="带钥匙的人都走了、口令都忘了，靠它还能打开心里话。印在纸上，由单位放进保险柜，不存在这里。要不要，由单位定；平时不用，谁用了，所有带钥匙的人都会知道。"
    >
      <Show loaded={loaded}>
        {state => (
          <>
            <p>{wordsFor(state)}</p>
            {state.state === 'waits' && !state.mine && may('handler', 'security') && (
              <Agree done={loaded.reload} />
            )}
            {may('admin', 'security') && <RecoveryDecision state={state} decided={loaded.reload} />}
            {state.state === 'on' && state.id !== null && may('handler') && <Use id={state.id} />}
          </>
        )}
      </Show>
    </Panel>
  )
}

function wordsFor({ state, decided, by }: RecoveryState): string {
  if (state === 'undecided') return '还没有定要不要。没有它，钥匙口令都忘了，以前的心里话就再也打不开。'
  const when = `${decided === null ? '' : day(decided)}定的，${by ?? ''}登记`
  if (state === 'off') return `不用应急钥匙（${when}）。`
  return state === 'on' ? `在用（${when}）。` : `要用（${when}），还等另一位带钥匙的人或安全员同意。`
}

function Agree({ done }: { done: () => Promise<void> }) {
  const action = useAction(
    useCallback(() => api.post('/recovery/agree'), []),
    '同意了，从现在起交来的也封给它',
  )
  return (
    <>
      <p>先确认单位真的定了这件事，纸也收好了。</p>
      <Problem error={action.error} />
      <Button
        type="primary"
        loading={action.busy}
        onClick={async () => {
          if (await action.run()) await done()
        }}
      >
        同意用应急钥匙
      </Button>
    </>
  )
}

/** For who reads: older cases for the recovery key, and cases for himself by it. */
function Use({ id }: { id: string }) {
  const readers = useData<ReaderLine[]>('/readers')
  const keys = useData<MyKey[]>('/readers/mine')
  const rows = readers.data ?? []
  const mine = keys.data?.filter(key => rows.some(row => row.id === key.id && !row.waits)).at(-1)
  if (!mine) return null
  return (
    <>
      <details className="fold">
        <summary>把以前交的也封给应急钥匙</summary>
        <KeyWork
          chosen={{ id, name: '应急钥匙', mine: false, created: 0 }}
          rows={rows}
          done={() => void readers.reload()}
        />
      </details>
      <details className="fold">
        <summary>用应急钥匙打开以前的</summary>
        <Paper mine={mine} />
      </details>
    </>
  )
}

function Paper({ mine }: { mine: MyKey }) {
  const [form] = Form.useForm<{ written: string }>()
  const [found, setFound] = useState<string | null>(null)
  const use = useCallback(
    async (written: string) => {
      const got = await letInByPaper(written, mine)
      if (got === 'no_key') setFound('这不是现在的应急钥匙，请对照纸上再抄一遍。')
      else
        setFound(
          got.done === 0 ? '没有要补的，它能打开的你都打得开。' : `打开了${got.done}件，去“心里话”里看。`,
        )
    },
    [mine],
  )
  const action = useAction(use)
  return (
    <Form
      form={form}
      name="paper"
      layout="vertical"
      className="narrow"
      requiredMark={false}
      onFinish={async ({ written }) => {
        if (await action.run(written)) form.resetFields()
      }}
    >
      <p>抄上纸上的钥匙。它只在这个浏览器里用，不会传出去。用了，带钥匙的人和本人都会收到消息。</p>
      <Form.Item
        label="纸上的应急钥匙"
        name="written"
        rules={[{ required: true, message: '请抄上纸上的钥匙' }]}
      >
        <Input.TextArea rows={3} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Problem error={action.error} />
      {found !== null && <p role="status">{found}</p>}
      <Button danger htmlType="submit" loading={action.busy}>
        用应急钥匙
      </Button>
    </Form>
  )
}
