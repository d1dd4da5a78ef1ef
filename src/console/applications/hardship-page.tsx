import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Facts } from '../ui/facts.tsx'
import { Mark, toneOf } from '../ui/mark.tsx'
import { Page, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'
import { moment } from '../words/times.ts'
import type { HardshipWhole } from './hardship.ts'
import { Papers } from './papers.tsx'

/** One hardship request: its story, its papers, what was decided. */
export function HardshipPage({ no }: { no: string }) {
  const path = `/hardship/${encodeURIComponent(no)}`
  const loaded = useData<HardshipWhole>(path)
  return (
    <Page title={no} back={pathOf('applications')} about="姓名和病情不公示，看过的人都有记录。">
      <Show loaded={loaded}>
        {request => (
          <>
            <Panel>
              <Facts
                facts={[
                  ['谁', `${request.person} ${request.unit}`],
                  ...(request.author ? [['代报', request.author] as const] : []),
                  ['类别', request.category],
                  ['花费', `${(request.cost / 100).toLocaleString('zh-CN')}元`],
                  [
                    '状态',
                    <Mark key="s" tone={toneOf(request.status)}>
                      {wordFor('status', request.status)}
                    </Mark>,
                  ],
                  ['交的时间', moment(request.created)],
                ]}
              />
              <p className="story">{request.story}</p>
            </Panel>
            <Panel title="材料">
              {request.papers.length === 0 ? (
                <p className="hint">还没有交材料。</p>
              ) : (
                <Papers path={path} papers={request.papers} />
              )}
              {request.mine && <MissingForm path={path} />}
            </Panel>
            <Panel title="意见">
              {request.decisions.length === 0 && <p className="hint">还没有人给意见。</p>}
              <ul className="plain-list">
                {request.decisions.map(({ step, who, verdict, reason, at }) => (
                  <li key={`${step} ${at}`}>
                    {who} {wordFor('verdict', verdict)}，{moment(at)}
                    {reason && `：${reason}`}
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )}
      </Show>
    </Page>
  )
}

function MissingForm({ path }: { path: string }) {
  const [form] = Form.useForm<{ what: string }>()
  const tell = useCallback((what: string) => api.post(`${path}/missing`, { what }), [path])
  const action = useAction(tell, '告诉他了')
  return (
    <Form
      form={form}
      layout="vertical"
      className="narrow after"
      requiredMark={false}
      onFinish={async ({ what }) => {
        if (await action.run(what)) form.resetFields()
      }}
    >
      <Form.Item
        label="缺哪样材料"
        name="what"
        extra="心桥会在聊天里告诉他，只写缺什么。"
        rules={[{ required: true, whitespace: true, message: '请写缺哪样' }]}
      >
        <Input maxLength={200} placeholder="比如：出院小结" />
      </Form.Item>
      <Problem error={action.error} />
      <Button htmlType="submit" loading={action.busy}>
        告诉他
      </Button>
    </Form>
  )
}
