import { App, Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import type { ReaderLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { KeyForm } from '../keys/key-form.tsx'
import { useSession } from '../session/session.tsx'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'

/** Who can open 心里话, and my own key. */
export function ReadersPanel() {
  const { may, refresh } = useSession()
  const { modal } = App.useApp()
  const loaded = useData<ReaderLine[]>('/readers')
  const [making, setMaking] = useState(false)
  const remove = useAction(
    useCallback((id: string) => api.delete(`/readers/${id}`), []),
    '停掉了',
  )
  async function changed() {
    await loaded.reload()
    await refresh()
  }
  function askRemove({ id, name }: ReaderLine) {
    modal.confirm({
      title: `停掉${name}的钥匙吗？`,
      content: '停掉以后，他再也打不开，新交上来的也不会封给他。',
      okText: '停掉',
      cancelText: '先不',
      onOk: async () => {
        if (await remove.run(id)) await changed()
      },
    })
  }
  return (
    <Panel title="带钥匙的人" about="只有他们打得开心里话。换人先停掉旧的，再请新的人自己生成。">
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="还没有人有钥匙。">关爱专员登录后，在这里或首次设置里生成。</Nothing>
          ) : (
            <Records
              label="带钥匙的人"
              rows={rows}
              keyOf={row => row.id}
              columns={[
                { title: '谁', cell: row => row.name + (row.mine ? '（我）' : ''), main: true },
                { title: '单位', cell: row => row.unit },
                { title: '生成的时间', cell: row => moment(row.created) },
                {
                  title: '状态',
                  cell: row => (
                    <Mark tone={row.removed === null ? 'good' : 'plain'}>
                      {row.removed === null ? '在用' : '停了'}
                    </Mark>
                  ),
                },
                ...(may('security', 'admin')
                  ? [
                      {
                        title: '改动',
                        cell: (row: ReaderLine) =>
                          row.removed === null && (
                            <Button size="small" disabled={remove.busy} onClick={() => askRemove(row)}>
                              停掉
                            </Button>
                          ),
                      },
                    ]
                  : []),
              ]}
            />
          )
        }
      </Show>
      <Problem error={remove.error} />
      {may('handler') && !making && (
        <Button className="after" onClick={() => setMaking(true)}>
          生成我的钥匙
        </Button>
      )}
      {making && (
        <KeyForm
          made={() => {
            setMaking(false)
            void changed()
          }}
        />
      )}
    </Panel>
  )
}
