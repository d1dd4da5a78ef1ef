import { Alert, App, Button, Select } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { serverNow } from '../api/server-time.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { day } from '../words/times.ts'
import { BulletinTable } from './bulletin-table.tsx'
import { type BulletinPreview, monthName } from './shapes.ts'

/** The months that can be published, this one first; the one that ended last is shown. */
const MONTHS = 12

/** A month's numbers as they are now, and the button that freezes them. */
export function NewBulletin({ published }: { published: () => Promise<void> }) {
  const months = lastMonths(serverNow())
  const [month, setMonth] = useState(months[1] ?? '')
  const loaded = useData<BulletinPreview>(`/bulletins/preview?month=${month}`)
  const { modal } = App.useApp()
  const publish = useCallback(() => api.post('/bulletins', { month }), [month])
  const action = useAction(publish, '发布了')

  const unfinished = month === months[0]

  function ask() {
    modal.confirm({
      title: unfinished ? `${monthName(month)}还没过完，现在就发布吗？` : `发布${monthName(month)}的通报吗？`,
      content: '发布以后数字不再变，要更正就再发一版。各单位负责人会在钉钉收到通知。',
      okText: '发布',
      cancelText: '先不',
      onOk: async () => {
        if (await action.run()) await published()
      },
    })
  }

  return (
    <Panel title="先看一遍" about="只有单位和天数，没有人名，也看不出谁生病；5人以下的单位合在一起。">
      <div className="button-row">
        <Select
          aria-label="月份"
          value={month}
          onChange={setMonth}
          options={months.map(value => ({ value, label: monthName(value) }))}
        />
        <Button
          type="primary"
          loading={action.busy}
          disabled={loaded.data?.total == null || loaded.data.month !== month}
          onClick={ask}
        >
          发布
        </Button>
      </div>
      <Problem error={action.error} />
      <Show loaded={loaded}>
        {content => (
          <div className="stack">
            <p className="quiet">
              {unfinished && '这个月还没过完。'}数字截至{day(content.asOf)}，到这个月底的目标是
              {content.target}%。
            </p>
            {content.unchecked > 0 && (
              <Alert
                type="warning"
                title={`有${content.unchecked}人的年假余额还没导入，他们以前休的天数这里没有，休假率会偏低。先在“人员”里导入余额，再发布。`}
              />
            )}
            <BulletinTable content={content} />
          </div>
        )}
      </Show>
    </Panel>
  )
}

function lastMonths(now: number): string[] {
  const today = new Date(now)
  return Array.from({ length: MONTHS }, (_, back) => {
    const first = new Date(today.getFullYear(), today.getMonth() - back, 1)
    return `${first.getFullYear()}-${String(first.getMonth() + 1).padStart(2, '0')}`
  })
}
