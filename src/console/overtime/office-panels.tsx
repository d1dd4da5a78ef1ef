import { Button, Form, Input, InputNumber, Radio, Select } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { FilePicker } from '../ui/file-picker.tsx'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { TemplateButton } from '../ui/template-button.tsx'
import { TEMPLATES } from '../ui/templates.ts'
import type { OvertimeChoices } from './shapes.ts'

interface NewRecord {
  userid: string
  date: string
  hours: number
  clock?: string
  kind: string
  purpose: string
  subsidy: boolean
  reason: string
}

const FILES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 代录: what was signed on paper, one by one or as a file. */
export function OfficePanels({ recorded }: { recorded: () => Promise<void> }) {
  const choices = useData<OvertimeChoices>('/overtime/choices')
  return (
    <>
      <Panel title="补登一次" about="按签过字的纸质单子补登，交上就算数，会告诉本人和主管，也记进审计。">
        <Show loaded={choices}>{known => <RecordForm choices={known} recorded={recorded} />}</Show>
      </Panel>
      <ImportPanel recorded={recorded} />
    </>
  )
}

function RecordForm({ choices, recorded }: { choices: OvertimeChoices; recorded: () => Promise<void> }) {
  const [form] = Form.useForm<NewRecord>()
  const userid = Form.useWatch('userid', form)
  const post = useAction(
    useCallback(
      ({ clock, ...rest }: NewRecord) => api.post('/overtime', { ...rest, ...(clock ? { clock } : {}) }),
      [],
    ),
    '补登好了，日期、事项和依据留着，接着补下一位',
  )
  const needed = (what: string) => [{ required: true, message: `请填${what}` }]
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ kind: 'overtime', subsidy: false }}
      onFinish={async (values: NewRecord) => {
        if (!(await post.run(values))) return
        // The same list goes on with the next person: his day, what for and on what ground stay.
        form.resetFields(['userid', 'hours', 'clock'])
        await recorded()
      }}
    >
      <Form.Item label="谁" name="userid" rules={needed('姓名')}>
        <PersonSelect label="谁" value={userid ?? null} pick={id => form.setFieldValue('userid', id)} />
      </Form.Item>
      <div className="form-row">
        <Form.Item label="日期" name="date" rules={needed('日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="时长（小时）" name="hours" rules={needed('小时')}>
          <InputNumber min={0.5} max={24} step={0.5} />
        </Form.Item>
        <Form.Item
          label="起止（可不填）"
          name="clock"
          rules={[
            { pattern: /^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, message: '写成 18:00-21:30' },
          ]}
        >
          <Input placeholder="18:00-21:30" />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item label="类型" name="kind">
          <Radio.Group options={[...choices.kinds]} />
        </Form.Item>
        <Form.Item label="事项" name="purpose" rules={needed('事项')}>
          <Select options={[...choices.purposes]} placeholder="只选类别" />
        </Form.Item>
        <Form.Item label="补贴" name="subsidy">
          <Radio.Group
            options={[
              { value: false, label: '没发' },
              { value: true, label: '发过' },
            ]}
          />
        </Form.Item>
      </div>
      <Form.Item
        label="依据"
        name="reason"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填依据，两个字以上' }]}
      >
        <Input maxLength={200} placeholder="比如：11月21日防台签到表" />
      </Form.Item>
      <Problem error={post.error} />
      <Button type="primary" htmlType="submit" loading={post.busy}>
        补登
      </Button>
    </Form>
  )
}

function ImportPanel({ recorded }: { recorded: () => Promise<void> }) {
  const [done, setDone] = useState<number | null>(null)
  const upload = useAction(
    useCallback(
      async (file: File) => {
        const { records } = await api.upload<{ records: number }>('/overtime/import', file)
        setDone(records)
        await recorded()
      },
      [recorded],
    ),
  )
  return (
    <Panel title="导入名单" about="CSV或XLSX，一人一行。有一行不对，整份都不导入，哪一行不对会列出来。">
      <FilePicker
        label="导入加班名单"
        accept={FILES}
        busy={upload.busy}
        pick={file => {
          setDone(null)
          void upload.run(file)
        }}
      />
      {done !== null && (
        <p className="done" role="status">
          导入好了：{done}条，都告诉本人了。
        </p>
      )}
      <Problem error={upload.error} />
      <details className="fold">
        <summary>名单要有哪些列</summary>
        <p>
          第一行写列名：<code>{TEMPLATES.加班名单.join('、')}</code>
          <TemplateButton of="加班名单" />
        </p>
        <p>
          工号、日期、小时、依据必填。日期写 2026-11-15 或 2026/11/15；类别写“加班”或“值班”，不写算加班；
          事项写事项类别；起止比如 <code>18:00-21:30</code>；发过补贴的，补贴写“是”。
        </p>
      </details>
    </Panel>
  )
}
