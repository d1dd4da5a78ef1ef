import { useData } from '../api/use-data.ts'
import { linkTo, pathOf } from '../router.ts'
import { useSession } from '../session/session.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { CaseLists } from './case-lists.tsx'
import { CasePage } from './case-page.tsx'
import type { CaseLine } from './shapes.ts'
import { Statistics } from './statistics.tsx'
import { TalkTimes } from './talk-times.tsx'

/** What was handed over in confidence: for its readers a list by due time, for HR a number and nothing else. */
export default function CasesPage({ one }: { one: string | null }) {
  const { may } = useSession()
  if (!may('handler')) return <CountOnly />
  return one === null ? <List /> : <CasePage id={one} section="cases" />
}

function List() {
  const loaded = useData<CaseLine[]>('/cases')
  const keys = useData<{ wrapped: string | null }[]>('/readers/mine')
  return (
    <Page title="心里话" about="只有带钥匙的关爱专员打得开，每次打开都有记录。">
      {keys.data?.length === 0 && (
        <p className="shell-setup" role="note">
          你还没有钥匙，新交上来的你打不开。<a {...linkTo(pathOf('settings'))}>去设置里生成</a>
        </p>
      )}
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有要你看的。">有人交上来，心桥会发消息告诉你编号和时限。</Nothing>
          ) : (
            <CaseLists rows={rows} wrapped={keys.data?.[0]?.wrapped ?? null} section="cases" />
          )
        }
      </Show>
      <TalkTimes />
      <Statistics />
    </Page>
  )
}

function CountOnly() {
  const { may } = useSession()
  const loaded = useData<{ open: number }>('/cases/count')
  return (
    <Page title="心里话">
      <Show loaded={loaded}>
        {({ open }) => (
          <Panel>
            <p className="big-number">{open}</p>
            <p>件还没办结，今天刚交的明天算进来。你只能看到件数，内容只有带钥匙的关爱专员打得开。</p>
          </Panel>
        )}
      </Show>
      {may('hr') && <Statistics />}
    </Page>
  )
}
