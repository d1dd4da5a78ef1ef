import { App, Button, Segmented } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { CampaignLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Facts } from '../ui/facts.tsx'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { day } from '../words/times.ts'
import { campaignState } from './campaign-state.ts'

interface Whole extends CampaignLine {
  readonly people: readonly { name: string; unit: string; booked: boolean }[]
}

/** One window, and who has booked or not. */
export function CampaignPage({ id }: { id: string }) {
  const path = `/campaigns/${encodeURIComponent(id)}`
  const loaded = useData<Whole>(`${path}?limit=1000`)
  const { data, reload } = loaded
  const { modal } = App.useApp()
  const close = useCallback(() => api.post(`${path}/close`), [path])
  const action = useAction(close, '结束了')

  function ask() {
    modal.confirm({
      title: '结束这次体检吗？',
      content: '结束以后不再提醒，也不能再报已约。',
      okText: '结束',
      cancelText: '先不',
      onOk: async () => {
        if (await action.run()) await reload()
      },
    })
  }

  return (
    <Page
      title={data?.title ?? '体检'}
      back={pathOf('campaigns')}
      actions={
        data &&
        !data.closed && (
          <Button loading={action.busy} onClick={ask}>
            结束这次体检
          </Button>
        )
      }
    >
      <Problem error={action.error} />
      <Show loaded={loaded}>
        {whole => (
          <>
            <Panel>
              <Facts
                facts={[
                  ['时间', `${day(whole.from)}到${day(whole.to)}`],
                  ['地点', whole.place],
                  ['当天', whole.paidDay ? '算公假，不用请假' : '要请假'],
                  ['约了', `${whole.booked} / ${whole.invited}人`],
                  ['状态', campaignState(whole)],
                ]}
              />
            </Panel>
            <Invited people={whole.people} />
          </>
        )}
      </Show>
    </Page>
  )
}

function Invited({ people }: { people: Whole['people'] }) {
  const [which, setWhich] = useState('还没约')
  const rows = people.filter(p => which === '全部' || p.booked === (which === '约了'))
  return (
    <Panel title="名单">
      <Segmented options={['还没约', '约了', '全部']} value={which} onChange={setWhich} />
      {rows.length === 0 ? (
        <Nothing title="没有人。" />
      ) : (
        <Records
          label="名单"
          rows={rows.map((person, n) => ({ ...person, n }))}
          keyOf={row => row.n}
          columns={[
            { title: '姓名', cell: row => row.name, main: true },
            { title: '单位', cell: row => row.unit },
            {
              title: '约了没有',
              cell: row => <Mark tone={row.booked ? 'good' : 'wait'}>{row.booked ? '约了' : '还没约'}</Mark>,
            },
          ]}
        />
      )}
    </Panel>
  )
}
