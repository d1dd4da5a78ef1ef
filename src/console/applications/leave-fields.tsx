import { Alert, Button, Form, type FormInstance, Input, Radio, Select } from 'antd'
import { useEffect } from 'react'
import type { ApiError } from '../api/api.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Problem } from '../ui/problem.tsx'
import type { NewLeave, Picked } from './leave-shapes.ts'

const HALVES = [
  { value: 'a', label: '上午' },
  { value: 'p', label: '下午' },
]
const AREAS = [
  { value: 'home', label: '不离开本市' },
  { value: 'province', label: '省内' },
  { value: 'country', label: '省外' },
  { value: 'abroad', label: '出国（境）' },
]

/** Kinds that somebody may take. */
export function useKinds(who: Picked | undefined) {
  const path = who ? `/leave/kinds?userid=${encodeURIComponent(who.userid)}` : null
  return useData<{ value: string; label: string }[]>(path)
}

/** The fields of a leave that is handed in for somebody. @param refused why it cannot be as it stands, in words */
export function LeaveFields({
  form,
  busy,
  error,
  refused,
  changed,
  done,
}: {
  form: FormInstance<NewLeave>
  busy: boolean
  error: ApiError | null
  refused: string | null
  changed: () => void
  done: (leave: NewLeave) => void
}) {
  const who = Form.useWatch('who', form)
  const standIn = Form.useWatch('standIn', form)
  const away = (Form.useWatch('area', form) ?? 'home') !== 'home'
  const kinds = useKinds(who)
  const needed = (what: string) => [{ required: true, message: `请填${what}` }]
  useEffect(() => {
    const chosen: string | undefined = form.getFieldValue('kind')
    if (chosen && kinds.data && !kinds.data.some(({ value }) => value === chosen))
      form.setFieldValue('kind', undefined)
  }, [form, kinds.data])
  const pick = (name: 'who' | 'standIn') => (userid: string, label: string) => {
    form.setFields([{ name, value: { userid, label }, errors: [] }])
    changed()
  }
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ fromHalf: 'a', toHalf: 'p', area: 'home' }}
      onValuesChange={changed}
      onFinish={done}
    >
      <Form.Item label="谁" name="who" rules={needed('姓名')}>
        <PersonSelect label="谁" value={who?.userid ?? null} pick={pick('who')} />
      </Form.Item>
      <div className="form-row">
        <Form.Item label="假别" name="kind" rules={needed('假别')}>
          <Select
            options={[...(kinds.data ?? [])]}
            disabled={who === undefined}
            placeholder={who === undefined ? '先选人' : '选一种'}
          />
        </Form.Item>
        <Form.Item label="从哪天" name="from" rules={needed('开始的日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="从上午还是下午" name="fromHalf">
          <Radio.Group options={HALVES} />
        </Form.Item>
        <Form.Item label="到哪天" name="to" rules={needed('结束的日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item label="到上午还是下午" name="toHalf">
          <Radio.Group options={HALVES} />
        </Form.Item>
      </div>
      <div className="form-row">
        <Form.Item
          label="离开本市吗"
          name="area"
          extra="出国（境）先另外审批、领证件，批下来了再选，这里只批假。"
        >
          <Radio.Group options={AREAS} />
        </Form.Item>
        {away && (
          <Form.Item
            label="去哪个城市"
            name="city"
            rules={[{ required: true, whitespace: true, message: '请填去哪个城市' }]}
          >
            <Input maxLength={40} placeholder="只写城市" />
          </Form.Item>
        )}
        <Form.Item label="谁顶岗（可不填）" name="standIn">
          <PersonSelect
            label="谁顶岗"
            value={standIn?.userid ?? null}
            pick={pick('standIn')}
            clear={() => {
              form.setFieldValue('standIn', undefined)
              changed()
            }}
          />
        </Form.Item>
      </div>
      <Form.Item label="事由" name="why" rules={[{ required: true, whitespace: true, message: '请填事由' }]}>
        <Input maxLength={200} placeholder="批的人会看到；病假只有人事看" />
      </Form.Item>
      <Form.Item
        label="为什么替他交"
        name="office"
        rules={[{ required: true, whitespace: true, min: 2, message: '请填原因，两个字以上' }]}
      >
        <Input maxLength={200} placeholder="比如：电话请假，不会用手机" />
      </Form.Item>
      <Problem error={error ?? kinds.error} />
      {refused !== null && <Alert className="problem" type="error" showIcon role="alert" title={refused} />}
      <Button type="primary" htmlType="submit" loading={busy}>
        下一步：核对
      </Button>
    </Form>
  )
}
