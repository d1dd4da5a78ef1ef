import { Button, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { GoneLine, RosterLine } from '../api/shapes.ts'
import { useData } from '../api/use-data.ts'
import { useSession } from '../session/session.tsx'
import { Nothing, Page, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { roleWords } from '../words/roles.ts'
import { AccountButtons } from './account-buttons.tsx'
import { ImportPanel } from './import-panel.tsx'
import { LeaveButton } from './leave-button.tsx'
import { LeftPanel } from './left-panel.tsx'
import { OffPostPanel } from './off-post-panel.tsx'
import { RolesApart } from './roles-apart.tsx'

const STEP = 50

/** The roster: searching it, bringing it in, letting people sign in. */
export default function PeoplePage() {
  const { me, may } = useSession()
  const [typed, setTyped] = useState('')
  const [limit, setLimit] = useState(STEP)
  const q = useDeferredValue(typed.trim())
  const loaded = useData<{ total: number; people: RosterLine[] }>(
    `/people?limit=${limit}&q=${encodeURIComponent(q)}`,
  )
  const left = useData<readonly GoneLine[]>('/people/left')
  const changed = async () => {
    await Promise.all([loaded.reload(), left.reload()])
  }
  return (
    <Page title="名单" about="名单里的人才能用心桥。谁有什么角色，写在名单的“角色”一列。">
      <ImportPanel imported={changed} />
      <RolesApart />
      <Panel>
        <Input
          type="search"
          className="search"
          aria-label="找人"
          placeholder="姓名、单位或工号"
          allowClear
          value={typed}
          onChange={event => setTyped(event.target.value)}
        />
        <Show loaded={loaded}>
          {({ total, people }) =>
            people.length === 0 ? (
              <Nothing title={q ? `没有找到“${q}”。` : '名单还是空的。'}>
                {q ? '换个写法，或者只写姓。' : '在上面导入一份名单。'}
              </Nothing>
            ) : (
              <>
                <p className="hint">共{total}人</p>
                <Records
                  label="名单"
                  rows={people}
                  keyOf={row => row.id}
                  columns={[
                    { title: '姓名', cell: row => row.name, main: true },
                    { title: '工号', cell: row => row.userid },
                    { title: '单位', cell: row => row.unit },
                    { title: '职务', cell: row => row.post ?? '没有登记' },
                    { title: '身份', cell: row => row.staffType ?? '没有登记' },
                    { title: '角色', cell: row => roleWords(row.roles).join('、') || '干部' },
                    ...(may('admin')
                      ? [
                          {
                            title: '登录',
                            cell: (row: RosterLine) => (
                              <AccountButtons person={row} changed={loaded.reload} />
                            ),
                          },
                        ]
                      : []),
                    {
                      title: '离开名单',
                      cell: row =>
                        row.id === me.id ? '这是我' : <LeaveButton person={row} changed={changed} />,
                    },
                  ]}
                />
                {people.length < total && people.length < 200 && (
                  <Button onClick={() => setLimit(Math.min(200, limit + STEP))}>再看{STEP}人</Button>
                )}
                {total > 200 && people.length >= 200 && <p className="hint">只列前200人，写姓名来找。</p>}
              </>
            )
          }
        </Show>
      </Panel>
      {may('hr') && <OffPostPanel />}
      <LeftPanel loaded={left} changed={changed} />
    </Page>
  )
}
