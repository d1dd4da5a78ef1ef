import { useData } from '../api/use-data.ts'
import { linkTo, pathOf } from '../router.ts'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { CaseLists } from './case-lists.tsx'
import { CasePage } from './case-page.tsx'
import type { CaseLine } from './shapes.ts'

/** What was handed to 纪检, with its writer's yes: for its readers alone. */
export default function ReportsPage({ one }: { one: string | null }) {
  return one === null ? <List /> : <CasePage id={one} section="reports" />
}

function List() {
  const loaded = useData<CaseLine[]>('/cases')
  const keys = useData<{ wrapped: string | null }[]>('/readers/mine')
  const inbox = useData<{ open: boolean }>('/report-inbox')
  return (
    <Page
      title="举报"
      about="本人答应了才单独交到这里。只有带钥匙的纪检干部打得开；同时是关爱专员、人事或管理员的，打不开，也不会收到。"
    >
      {inbox.data?.open === false && (
        <p className="shell-setup" role="note">
          现在没有开：纪检书面同意以后，由管理员在“设置”里记下来才收。没开时心桥只告诉干部打12388、12380，什么都不留。
        </p>
      )}
      {keys.data?.length === 0 && (
        <p className="shell-setup" role="note">
          你还没有钥匙，交上来的你打不开。<a {...linkTo(pathOf('settings'))}>去设置里生成</a>
        </p>
      )}
      <Show loaded={loaded}>
        {all => {
          const rows = all.filter(({ kind }) => kind === 'report')
          return rows.length === 0 ? (
            <Nothing title="现在没有要你看的。">有人交上来，心桥会发消息告诉你编号和时限。</Nothing>
          ) : (
            <CaseLists rows={rows} wrapped={keys.data?.[0]?.wrapped ?? null} section="reports" />
          )
        }}
      </Show>
    </Page>
  )
}
