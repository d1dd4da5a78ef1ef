import { Button } from 'antd'
import { useState } from 'react'
import type { CampaignLine } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { day } from '../words/times.ts'
import { CampaignPage } from './campaign-page.tsx'
import { campaignState } from './campaign-state.ts'
import { NewCampaignForm } from './new-campaign-form.tsx'

/** Health checks: windows, with how many have booked; nothing medical, ever. */
export default function CampaignsPage({ one }: { one: string | null }) {
  return one === null ? <List /> : <CampaignPage id={one} />
}

function List() {
  const loaded = useData<CampaignLine[]>('/campaigns?limit=200')
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title="体检"
      about="心桥按安排提醒，这里只看得到约了没有，看不到别的。"
      actions={
        <Button type={adding ? 'default' : 'primary'} onClick={() => setAdding(!adding)}>
          {adding ? '先不发了' : '发一次体检'}
        </Button>
      }
    >
      {adding && (
        <Panel title="发一次体检">
          <NewCampaignForm
            made={async () => {
              setAdding(false)
              await loaded.reload()
            }}
          />
        </Panel>
      )}
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            !adding && (
              <Nothing title="还没有发过体检。">
                点“发一次体检”，填好时间和地点，心桥就会提醒大家去约。
              </Nothing>
            )
          ) : (
            <Records
              label="体检"
              rows={rows}
              keyOf={row => row.id}
              open={row => pathOf('campaigns', row.id)}
              columns={[
                { title: '名称', cell: row => row.title, main: true },
                { title: '时间', cell: row => `${day(row.from)}到${day(row.to)}` },
                { title: '地点', cell: row => row.place },
                { title: '约了', cell: row => `${row.booked} / ${row.invited}人` },
                {
                  title: '状态',
                  cell: row => {
                    const state = campaignState(row)
                    return <Mark tone={state === '进行中' ? 'good' : 'plain'}>{state}</Mark>
                  },
                },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}
