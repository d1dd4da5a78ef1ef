import { Button, Input } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { RosterLine, SettingsState } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { useSession } from '../session/session.tsx'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'

const PREFIX = 'duty:'
const ANY = '*'

/** Who is told when life is in danger, of each unit and of all the rest. */
export function DutyPanel() {
  const { may, refresh } = useSession()
  const loaded = useData<SettingsState>('/settings')
  const roster = useData<{ people: RosterLine[] }>('/people?limit=200')
  const nameOf = (userid: string) => roster.data?.people.find(p => p.userid === userid)?.name ?? userid
  const remove = useAction(
    useCallback((key: string) => api.delete(`/settings?key=${encodeURIComponent(key)}`), []),
    '删掉了',
  )
  async function changed() {
    await loaded.reload()
    await refresh()
  }
  return (
    <Panel
      title="值班联系人"
      about="有人说到想不开，心桥马上把姓名、单位和电话告诉这个人。没有单独定人的单位，用“所有单位”那个。"
    >
      <Show loaded={loaded}>
        {({ set }) => {
          const rows = set.filter(s => s.key.startsWith(PREFIX))
          return rows.length === 0 ? (
            <Nothing title="还没有值班联系人。">心里话要有值班联系人才开放。</Nothing>
          ) : (
            <Records
              label="值班联系人"
              rows={rows}
              keyOf={row => row.key}
              columns={[
                { title: '单位', cell: row => unitWords(row.key.slice(PREFIX.length)), main: true },
                { title: '谁', cell: row => nameOf(String(row.value)) },
                { title: '谁定的', cell: row => row.author ?? '命令行' },
                { title: '时间', cell: row => moment(row.at) },
                ...(may('admin')
                  ? [
                      {
                        title: '改动',
                        cell: (row: SettingsState['set'][number]) => (
                          <Button
                            size="small"
                            disabled={remove.busy}
                            onClick={async () => {
                              if (await remove.run(row.key)) await changed()
                            }}
                          >
                            删掉
                          </Button>
                        ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }}
      </Show>
      <Problem error={remove.error} />
      {may('admin') && <AddDuty added={changed} />}
    </Panel>
  )
}

function unitWords(unit: string): string {
  return unit === ANY ? '所有单位' : unit
}

function AddDuty({ added }: { added: () => Promise<void> }) {
  const [unit, setUnit] = useState('')
  const [userid, setUserid] = useState<string | null>(null)
  const put = useCallback((key: string, value: string) => api.put('/settings', { key, value }), [])
  const action = useAction(put, '定好了')
  return (
    <div className="narrow stack after">
      <Input
        aria-label="单位"
        placeholder="单位，不写就是所有单位"
        value={unit}
        onChange={event => setUnit(event.target.value)}
      />
      <PersonSelect label="值班联系人" value={userid} pick={setUserid} />
      <Problem error={action.error} />
      <div>
        <Button
          disabled={userid === null}
          loading={action.busy}
          onClick={async () => {
            if (userid === null || !(await action.run(`${PREFIX}${unit.trim() || ANY}`, userid))) return
            setUnit('')
            setUserid(null)
            await added()
          }}
        >
          定下来
        </Button>
      </div>
    </div>
  )
}
