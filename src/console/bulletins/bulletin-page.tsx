import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { download } from '../ui/download.ts'
import { Facts } from '../ui/facts.tsx'
import { Page, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { day, moment } from '../words/times.ts'
import { BulletinTable } from './bulletin-table.tsx'
import { type BulletinContent, type BulletinHead, monthName } from './shapes.ts'

/** One bulletin as it was published, and as a file. */
export function BulletinPage({ id }: { id: string }) {
  const path = `/bulletins/${encodeURIComponent(id)}`
  const loaded = useData<BulletinContent & BulletinHead>(path)
  const save = useCallback(
    async (format: string) => {
      const { name, body } = await api.get<{ name: string; body: string }>(`${path}/sheet?format=${format}`)
      download(name, body)
    },
    [path],
  )
  const action = useAction(save)
  const { data } = loaded
  return (
    <Page
      title={data ? `${monthName(data.month)}休假落实情况` : '休假通报'}
      back={pathOf('bulletins')}
      actions={
        <div className="button-row">
          <Button type="primary" loading={action.busy} onClick={() => void action.run('xlsx')}>
            下载XLSX
          </Button>
          <Button disabled={action.busy} onClick={() => void action.run('csv')}>
            下载CSV
          </Button>
        </div>
      }
    >
      <Problem error={action.error} />
      <Show loaded={loaded}>
        {whole => (
          <>
            <Panel>
              <Facts
                facts={[
                  ['版本', `第${whole.version}版`],
                  ['数字截至', day(whole.asOf)],
                  ['目标', `${whole.target}%`],
                  ['发布', `${whole.author ?? '人事'}，${moment(whole.at)}`],
                ]}
              />
            </Panel>
            <Panel title="各单位">
              <BulletinTable content={whole} />
            </Panel>
          </>
        )}
      </Show>
    </Page>
  )
}
