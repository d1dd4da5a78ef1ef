import { Button, Form, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'

interface Agreed {
  readonly by: string
  readonly day: string
  readonly why: string
}

interface Inbox {
  readonly open: boolean
  readonly readers: readonly string[]
  readonly decisions: readonly (Agreed & {
    readonly open: boolean
    readonly author: string
    readonly at: number
  })[]
}

/** Whether 纪检 receives reports here: by its written agreement alone, which an administrator writes down. */
export function ReportInboxPanel() {
  const { may } = useSession()
  const loaded = useData<Inbox>('/report-inbox')
  const [asking, setAsking] = useState(false)
  return (
    <Panel
      title="举报交给纪检"
      about="平时不收举报，只告诉干部打12388、12380，什么都不留。纪检书面同意以后才能打开：每次都先问本人，答应了才单独交给带钥匙的纪检干部，人事和管理员看不到，也没有件数。"
    >
      <Show loaded={loaded}>
        {({ open, readers, decisions }) => (
          <>
            <p>
              {open ? '纪检已同意收。' : '现在没有开。'}
              {readers.length > 0
                ? `带钥匙的纪检干部：${readers.join('、')}。`
                : '还没有带钥匙的纪检干部：请他登录后在上面生成钥匙，再由安全员同意；没有人带钥匙，打开了也不收。'}
            </p>
            {may('admin') && !asking && (
              <Button onClick={() => setAsking(true)}>{open ? '记下不再收' : '记下纪检同意收'}</Button>
            )}
            {asking && (
              <Decide
                open={!open}
                over={async () => {
                  setAsking(false)
                  await loaded.reload()
                }}
              />
            )}
            {decisions.length > 0 && (
              <Records
                label="定过的"
                rows={decisions}
                keyOf={row => String(row.at)}
                columns={[
                  { title: '记下的时间', cell: row => moment(row.at), main: true },
                  { title: '怎么定的', cell: row => (row.open ? '收' : '不收') },
                  { title: '纪检谁定的', cell: row => row.by },
                  { title: '哪天', cell: row => row.day },
                  { title: '文号和依据', cell: row => row.why },
                  { title: '谁记的', cell: row => row.author },
                ]}
              />
            )}
          </>
        )}
      </Show>
    </Panel>
  )
}

function Decide({ open, over }: { open: boolean; over: () => Promise<void> }) {
  const action = useAction(
    useCallback((agreed: Agreed) => api.put('/report-inbox', { ...agreed, open }), [open]),
    '记下了',
  )
  return (
    <Form
      name="report-inbox"
      layout="vertical"
      className="narrow after"
      requiredMark={false}
      onFinish={async (agreed: Agreed) => {
        if (await action.run(agreed)) await over()
      }}
    >
      <Form.Item label="纪检谁定的" name="by" rules={[{ required: true, min: 2, message: '写姓名和职务' }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        label="纪检哪天定的"
        name="day"
        rules={[{ required: true, pattern: /^\d{4}-\d{2}-\d{2}$/u, message: '像这样写：2026-11-23' }]}
      >
        <Input placeholder="2026-11-23" maxLength={10} />
      </Form.Item>
      <Form.Item
        label="文号和依据"
        name="why"
        rules={[{ required: true, min: 5, message: '写清楚书面材料的文号、为什么，至少5个字' }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Problem error={action.error} />
      <div className="row-buttons">
        <Button type="primary" htmlType="submit" danger={open} loading={action.busy}>
          {open ? '打开' : '关掉'}
        </Button>
        <Button onClick={() => void over()}>先不</Button>
      </div>
    </Form>
  )
}
