import type { HelpLine } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { pathOf } from '../router.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import { HelpRequestPage } from './help-request-page.tsx'
import { helpState } from './help-state.ts'

/** People who asked for a human. */
export default function HelpPage({ one }: { one: string | null }) {
  return one === null ? <List /> : <HelpRequestPage no={one} />
}

function List() {
  const loaded = useData<HelpLine[]>('/help?limit=200')
  return (
    <Page title="找人" about="有人发了“找人”。谁接了，他写的就到谁这里，别人看不到。">
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有人找人。">有人在聊天里发“找人”，就会出现在这里。</Nothing>
          ) : (
            <Records
              label="找人"
              rows={rows}
              keyOf={row => row.no}
              open={row => (row.status === 'taken' && !row.mine ? null : pathOf('help', row.no))}
              columns={[
                { title: '编号', cell: row => row.no, main: true },
                {
                  title: '状态',
                  cell: row => <Mark tone={row.status === 'open' ? 'wait' : 'good'}>{helpState(row)}</Mark>,
                },
                { title: '什么时候', cell: row => moment(row.created) },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}
