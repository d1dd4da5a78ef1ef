import { Button, Form, Input } from 'antd'
import { useCallback, useEffect } from 'react'
import { api } from '../api/api.ts'
import type { HelpLine, HelpWhole } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Facts } from '../ui/facts.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { moment } from '../words/times.ts'
import { helpState } from './help-state.ts'

/** How often a conversation that I have taken is looked at for something new, ms. */
const LOOK = 10_000

/** One request for a human: take it, talk, hand the person back to the bot. */
export function HelpRequestPage({ no }: { no: string }) {
  const path = `/help/${encodeURIComponent(no)}`
  const loaded = useData<HelpWhole>(path)
  const { data, reload } = loaded
  const talking = data?.status === 'taken' && data.mine
  useEffect(() => {
    if (!talking) return
    const timer = setInterval(() => void reload(), LOOK)
    return () => clearInterval(timer)
  }, [talking, reload])
  const take = useAction(
    useCallback(() => api.post(`${path}/take`), [path]),
    '接过来了，直接写就行',
  )
  const close = useAction(
    useCallback(() => api.post(`${path}/close`), [path]),
    '结束了，心桥接着帮他',
  )

  if (loaded.error?.code === 'NOT_FOUND')
    return (
      <Page title={no} back={pathOf('help')}>
        <NotMine no={no} />
      </Page>
    )
  return (
    <Page
      title={no}
      back={pathOf('help')}
      actions={
        talking && (
          <Button loading={close.busy} onClick={() => void close.run().then(reload)}>
            结束，交回心桥
          </Button>
        )
      }
    >
      <Problem error={take.error ?? close.error} />
      <Show loaded={loaded}>
        {request => (
          <>
            <Panel>
              <Facts
                facts={[
                  ['谁', `${request.person} ${request.unit}`],
                  ['状态', helpState(request)],
                  ['什么时候', moment(request.created)],
                ]}
              />
              {request.status === 'open' && (
                <Button type="primary" loading={take.busy} onClick={() => void take.run().then(reload)}>
                  我来接
                </Button>
              )}
            </Panel>
            <Panel title="来往">
              {request.messages.length === 0 && <p className="hint">他还没有写。接过来，先问一句。</p>}
              <ol className="letters">
                {request.messages.map((message, n) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: messages are only ever added at the end
                  <li key={n} className={message.from === 'person' ? 'letter' : 'letter letter-mine'}>
                    <p className="letter-head">
                      {message.from === 'person' ? request.person : '我们'}，{moment(message.at)}
                    </p>
                    <p className="letter-text">{message.text}</p>
                  </li>
                ))}
              </ol>
              {talking && <Answer path={path} sent={reload} />}
            </Panel>
          </>
        )}
      </Show>
    </Page>
  )
}

/** A colleague was faster, or it is over: who has it stands in the list. */
function NotMine({ no }: { no: string }) {
  const { data } = useData<HelpLine[]>('/help?limit=200')
  if (data === null) return null
  const handler = data.find(line => line.no === no)?.handler ?? null
  if (handler === null)
    return <Nothing title="没有这一件，或者已经结束了。">回到列表看看还有没有别的。</Nothing>
  return <Nothing title={`${handler}接了。`}>他们的来往只有他看得到。</Nothing>
}

function Answer({ path, sent }: { path: string; sent: () => Promise<void> }) {
  const [form] = Form.useForm<{ text: string }>()
  const send = useAction(
    useCallback((text: string) => api.post(`${path}/reply`, { text }), [path]),
    '发过去了',
  )
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={async ({ text }) => {
        if (!(await send.run(text))) return
        form.resetFields()
        await sent()
      }}
    >
      <Form.Item label="回他" name="text" rules={[{ required: true, whitespace: true, message: '还没有写' }]}>
        <Input.TextArea rows={3} maxLength={2000} showCount />
      </Form.Item>
      <Problem error={send.error} />
      <Button type="primary" htmlType="submit" loading={send.busy}>
        发过去
      </Button>
    </Form>
  )
}
