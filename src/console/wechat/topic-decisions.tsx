import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import { TOPICS, type Topic, type WeChatState } from './shapes.ts'

/** What may be spoken of on WeChat: who decided it, when and why. */
export function TopicDecisions({
  state: { allowed, decisions },
  mayDecide,
  changed,
}: {
  state: WeChatState
  mayDecide: boolean
  changed: () => Promise<void>
}) {
  const [topic, setTopic] = useState<Topic | null>(null)
  return (
    <>
      <h3>能在微信里谈什么</h3>
      <Records
        label="能在微信里谈什么"
        rows={Object.entries(TOPICS) as [Topic, (typeof TOPICS)[Topic]][]}
        keyOf={([name]) => name}
        columns={[
          { title: '哪类事', cell: ([, { title }]) => title, main: true },
          { title: '包括', cell: ([, { about }]) => about },
          { title: '现在', cell: ([name]) => (allowed.includes(name) ? '能谈' : '不能谈，只在钉钉') },
          ...(mayDecide
            ? [
                {
                  title: '改动',
                  cell: ([name, { title }]: [Topic, (typeof TOPICS)[Topic]]) => (
                    <Button
                      size="small"
                      aria-label={`${title}：${allowed.includes(name) ? '关掉' : '打开'}`}
                      onClick={() => setTopic(name)}
                    >
                      {allowed.includes(name) ? '关掉' : '打开'}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {topic !== null && (
        <Decide
          topic={topic}
          allow={!allowed.includes(topic)}
          over={async () => {
            setTopic(null)
            await changed()
          }}
        />
      )}
      {decisions.length > 0 && (
        <>
          <h3>定过的</h3>
          <Records
            label="定过的"
            rows={decisions}
            keyOf={row => `${row.at} ${row.topic}`}
            columns={[
              { title: '时间', cell: row => moment(row.at), main: true },
              { title: '哪类事', cell: row => TOPICS[row.topic].title },
              { title: '怎么定的', cell: row => (row.allowed ? '能谈' : '不能谈') },
              { title: '依据', cell: row => row.why },
              { title: '谁记的', cell: row => row.author },
            ]}
          />
        </>
      )}
    </>
  )
}

function Decide({ topic, allow, over }: { topic: Topic; allow: boolean; over: () => Promise<void> }) {
  const put = useCallback(
    (why: string) => api.put('/wechat/topics', { topic, allowed: allow, why }),
    [topic, allow],
  )
  const action = useAction(put, '记下了')
  return (
    <Form
      name="topic"
      layout="vertical"
      className="narrow after"
      requiredMark={false}
      onFinish={async ({ why }: { why: string }) => {
        if (await action.run(why)) await over()
      }}
    >
      <Form.Item
        label={`${allow ? '打开' : '关掉'}“${TOPICS[topic].title}”：谁定的，为什么`}
        name="why"
        rules={[{ required: true, min: 5, message: '写清楚谁定的、为什么，至少5个字' }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Problem error={action.error} />
      <div className="row-buttons">
        <Button type="primary" htmlType="submit" danger={allow} loading={action.busy}>
          {allow ? '打开' : '关掉'}
        </Button>
        <Button onClick={() => void over()}>先不</Button>
      </div>
    </Form>
  )
}
