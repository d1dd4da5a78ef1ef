import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { RevealState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'
import { day } from '../words/times.ts'

interface Writer {
  readonly name: string
  readonly unit: string
  readonly mobile: string | null
}

/** Who wrote a 隐名 case: asked with a reason, decided by a custodian, seen once. */
export function RevealPanel({ id }: { id: string }) {
  const loaded = useData<{ last: RevealState | null; again: boolean }>(
    `/cases/${encodeURIComponent(id)}/reveal`,
  )
  return (
    <details className="fold">
      <summary>想知道是谁写的</summary>
      <Show loaded={loaded}>
        {({ last, again }) => (
          <>
            {last && (
              <p>
                {day(last.day)}
                {last.mine ? '你' : last.asker}问过：{wordFor('reveal', last.state)}
                {last.custodian !== null && `（${last.custodian}）`}。
              </p>
            )}
            {last?.state === 'agreed' && last.mine && <Seen id={last.id} />}
            {last?.state !== 'asked' && last?.state !== 'agreed' && again && (
              <Ask id={id} asked={loaded.reload} />
            )}
            {!again && <p>问过两次了，不能再问。可以在回信里直接问本人愿不愿意说。</p>}
          </>
        )}
      </Show>
    </details>
  )
}

function Ask({ id, asked }: { id: string; asked: () => Promise<void> }) {
  const ask = useCallback((reason: string) => api.post(`/cases/${id}/reveal`, { reason }), [id])
  const action = useAction(ask, '转给保管员了')
  return (
    <Form
      name="reveal"
      layout="vertical"
      className="narrow"
      requiredMark={false}
      onFinish={async ({ reason }: { reason: string }) => {
        if (await action.run(reason)) await asked()
      }}
    >
      <p>
        先在回信里问本人愿不愿意说。一定要知道的，写清理由，由保管员定；不管同意不同意，本人都会知道是你问的。
      </p>
      <Form.Item
        label="为什么一定要知道"
        name="reason"
        rules={[{ required: true, whitespace: true, min: 10, message: '理由至少写10个字' }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Problem error={action.error} />
      <Button htmlType="submit" loading={action.busy}>
        请保管员定
      </Button>
    </Form>
  )
}

function Seen({ id }: { id: string }) {
  const [writer, setWriter] = useState<Writer | null>(null)
  const action = useAction(
    useCallback(async () => setWriter(await api.post<Writer>(`/reveals/${id}/show`)), [id]),
  )
  if (writer)
    return (
      <p role="status">
        {writer.name}，{writer.unit}
        {writer.mobile !== null && `，${writer.mobile}`}。只显示这一次，离开这一页就看不到了。
      </p>
    )
  return (
    <>
      <Problem error={action.error} />
      <Button danger loading={action.busy} onClick={() => void action.run()}>
        看是谁写的（只显示一次）
      </Button>
    </>
  )
}
