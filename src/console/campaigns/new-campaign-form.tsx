import { App, Button, Checkbox, Form, type FormRule, Input, Select } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { RosterLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Facts } from '../ui/facts.tsx'
import { Problem } from '../ui/problem.tsx'
import { day, moment } from '../words/times.ts'
import { oddOf } from './odd-window.ts'

interface NewCampaign {
  title: string
  from: string
  to: string
  place: string
  paidDay: boolean
  units?: string[]
}

/** Opens a window for a health check. */
export function NewCampaignForm({ made }: { made: () => Promise<void> }) {
  const { may, me } = useSession()
  const everywhere = may('hr', 'admin')
  const roster = useData<Roster>(everywhere ? '/people?limit=200' : null)
  const { message, modal } = App.useApp()
  const make = useCallback(
    async ({ units, ...given }: NewCampaign) => {
      const body = units && units.length > 0 ? { ...given, units } : given
      const { first } = await api.post<{ first: number | null }>('/campaigns', body)
      void message.success(first === null ? '建好了' : `建好了，第一条消息${moment(first)}发`)
    },
    [message],
  )
  const action = useAction(make)
  async function submit(values: NewCampaign) {
    const odd = oddOf(values)
    const sure = await modal.confirm({
      title: odd === null ? '发出去吗？' : `${odd}，日期对吗？`,
      content: (
        <Facts
          facts={[
            ['发给', everywhere ? reachOf(values.units ?? [], roster.data) : `${me.unit}的人`],
            ['时间', `${day(values.from)}到${day(values.to)}`],
            ['地点', values.place],
            ['提醒', '按这个时间发，发出去就收不回来了'],
          ]}
        />
      ),
      okText: '对，发出去',
      cancelText: '回去改',
    })
    if (sure && (await action.run(values))) await made()
  }
  const needed = (what: string) => [{ required: true, whitespace: true, message: `请填${what}` }]
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ paidDay: true }}
      onFinish={(values: NewCampaign) => void submit(values)}
    >
      <Form.Item label="名称" name="title" rules={needed('名称')}>
        <Input maxLength={60} placeholder="比如：2026年度体检" />
      </Form.Item>
      <div className="form-row">
        <Form.Item label="开始日期" name="from" rules={needed('开始日期')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item
          label="结束日期"
          name="to"
          dependencies={['from']}
          rules={[...needed('结束日期'), notBefore]}
        >
          <Input type="date" />
        </Form.Item>
      </div>
      <Form.Item label="地点" name="place" rules={needed('地点')}>
        <Input maxLength={100} placeholder="比如：市人民医院体检中心" />
      </Form.Item>
      <Form.Item name="paidDay" valuePropName="checked">
        <Checkbox>当天算公假，不用请假</Checkbox>
      </Form.Item>
      {everywhere ? (
        <UnitsField roster={roster.data} />
      ) : (
        <p className="hint">提醒{me.unit}的人。别的单位请组织人事来发。</p>
      )}
      <Problem error={action.error} />
      <Button type="primary" htmlType="submit" loading={action.busy}>
        发出去
      </Button>
    </Form>
  )
}

/** A window that ends before it begins is said so before it is sent. */
const notBefore: FormRule = ({ getFieldValue }) => ({
  validator: (_rule, to?: string) =>
    to && to < (getFieldValue('from') ?? '')
      ? Promise.reject(new Error('结束日期比开始日期早'))
      : Promise.resolve(),
})

interface Roster {
  readonly people: readonly RosterLine[]
  readonly total: number
}

/** A unit that is not on the roster would reach nobody: one can be written in only where not all are at hand. */
function UnitsField({ roster }: { roster: Roster | null }) {
  const units = [...new Set((roster?.people ?? []).map(p => p.unit))]
  const whole = isWhole(roster)
  const hint = whole ? '不选就是所有人。' : '不选就是所有人。列表里没有的可以直接写。'
  return (
    <Form.Item label="哪些单位" name="units" extra={hint}>
      <Select
        mode={whole ? 'multiple' : 'tags'}
        options={units.map(unit => ({ value: unit, label: unit }))}
        placeholder="所有人"
      />
    </Form.Item>
  )
}

/** Whom a window is for, in words; how many of some units is known where the whole roster is at hand. */
function reachOf(units: readonly string[], roster: Roster | null): string {
  const all = roster?.people ?? []
  if (units.length === 0) return roster ? `所有人，一共${roster.total}人` : '所有人'
  const names = units.join('、')
  return isWhole(roster) ? `${names}，一共${all.filter(p => units.includes(p.unit)).length}人` : names
}

function isWhole(roster: Roster | null): boolean {
  return roster !== null && roster.people.length === roster.total
}
