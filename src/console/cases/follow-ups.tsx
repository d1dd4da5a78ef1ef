import { Button, Form, Input, Select } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { optionsOf, wordFor } from '../words/codes.ts'
import { day } from '../words/times.ts'
import { isOver } from './case-state.ts'
import type { CaseWhole, FollowUp } from './shapes.ts'

/** 谈心谈话 and 家访 that follow from a case, each by a day. */
export function FollowUps({ file }: { file: CaseWhole }) {
  const loaded = useData<FollowUp[]>(`/cases/${encodeURIComponent(file.id)}/follow-ups`)
  return (
    <Panel title="后续" about="谈心谈话、家访定个日子，到那天心桥提醒你，只说编号。谈了什么，记在备注里。">
      <Show loaded={loaded}>
        {rows => (
          <ul className="follow-ups">
            {rows.map(row => (
              <Line key={row.id} file={file} row={row} changed={loaded.reload} />
            ))}
          </ul>
        )}
      </Show>
      {!isOver(file) && <NewFollowUp file={file} made={loaded.reload} />}
    </Panel>
  )
}

function Line({ file, row, changed }: { file: CaseWhole; row: FollowUp; changed: () => Promise<void> }) {
  const path = `/cases/${file.id}/follow-ups/${row.id}`
  const finish = useAction(
    useCallback(() => api.post(`${path}/done`), [path]),
    '记下了',
  )
  const drop = useAction(
    useCallback(() => api.delete(path), [path]),
    '删掉了',
  )
  const then = async (done: boolean) => {
    if (done) await changed()
  }
  const who = row.mine ? '' : `，${row.handler ?? ''}`
  return (
    <li>
      <span>
        {wordFor('followUp', row.kind)}，{row.done === null ? `${day(row.due)}前` : `${day(row.done)}办了`}
        {who}
      </span>
      {row.done === null && !isOver(file) && (
        <span className="follow-up-acts">
          <Button size="small" loading={finish.busy} onClick={async () => then(await finish.run())}>
            办了
          </Button>
          <Button size="small" type="text" loading={drop.busy} onClick={async () => then(await drop.run())}>
            不办了
          </Button>
        </span>
      )}
      <Problem error={finish.error ?? drop.error} />
    </li>
  )
}

function NewFollowUp({ file, made }: { file: CaseWhole; made: () => Promise<void> }) {
  const [form] = Form.useForm<{ kind: string; due: string }>()
  const make = useCallback(
    (kind: string, due: string) => api.post(`/cases/${file.id}/follow-ups`, { kind, due }),
    [file.id],
  )
  const action = useAction(make, '定下了')
  return (
    <Form
      form={form}
      layout="inline"
      className="follow-up-new"
      onFinish={async ({ kind, due }) => {
        if (!(await action.run(kind, due))) return
        form.resetFields()
        await made()
      }}
    >
      <Form.Item name="kind" rules={[{ required: true, message: '请选一样' }]}>
        <Select aria-label="做什么" placeholder="做什么" options={optionsOf('followUp')} />
      </Form.Item>
      <Form.Item name="due" rules={[{ required: true, message: '请选日子' }]}>
        <Input type="date" aria-label="哪天之前" />
      </Form.Item>
      <Button htmlType="submit" loading={action.busy}>
        定下
      </Button>
      <Problem error={action.error} />
    </Form>
  )
}
