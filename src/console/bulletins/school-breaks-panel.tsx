import { Button, Form, Input } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'

interface SchoolBreak {
  readonly name: string
  readonly from: string
  readonly to: string
}

/** The school breaks of the city: who said that he has a child at school is reminded before each. */
export function SchoolBreaksPanel() {
  const loaded = useData<SchoolBreak[]>('/leave/school-breaks')
  const [form] = Form.useForm<SchoolBreak>()
  const put = useAction(
    useCallback((breaks: readonly SchoolBreak[]) => api.put('/leave/school-breaks', { breaks }), []),
    '记下了',
  )
  const save = async (breaks: readonly SchoolBreak[]) => {
    if (!(await put.run(breaks))) return false
    await loaded.reload()
    return true
  }
  const needed = (what: string) => [{ required: true, whitespace: true, message: `请填${what}` }]
  return (
    <Panel title="学校放假" about="照市里的校历填。说过家里有上学的孩子的人，放假前会先收到休假提醒。">
      <Show loaded={loaded}>
        {rows => (
          <>
            {rows.length > 0 && (
              <Records
                label="学校放假"
                rows={rows}
                keyOf={row => `${row.name}/${row.from}`}
                columns={[
                  { title: '名称', cell: row => row.name, main: true },
                  { title: '日子', cell: row => `${dayWithWeekday(row.from)}到${dayWithWeekday(row.to)}` },
                  {
                    title: '操作',
                    cell: row => (
                      <Button disabled={put.busy} onClick={() => void save(rows.filter(one => one !== row))}>
                        去掉
                      </Button>
                    ),
                  },
                ]}
              />
            )}
            <Form
              form={form}
              className="after"
              layout="vertical"
              requiredMark={false}
              onFinish={async (added: SchoolBreak) => {
                if (await save([...rows, added])) form.resetFields()
              }}
            >
              <div className="form-row">
                <Form.Item label="名称" name="name" rules={needed('名称')}>
                  <Input maxLength={20} placeholder="比如：寒假" />
                </Form.Item>
                <Form.Item label="第一天" name="from" rules={needed('第一天')}>
                  <Input type="date" />
                </Form.Item>
                <Form.Item label="最后一天" name="to" rules={needed('最后一天')}>
                  <Input type="date" />
                </Form.Item>
              </div>
              <Problem error={put.error} />
              <Button type="primary" htmlType="submit" loading={put.busy}>
                加上
              </Button>
            </Form>
          </>
        )}
      </Show>
    </Panel>
  )
}
