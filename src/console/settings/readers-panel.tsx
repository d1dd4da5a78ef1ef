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
import { KeyWork } from './key-work.tsx'

const OPENS: Readonly<Record<ReaderLine['reads'], string>> = {
  heart: '心里话',
  report: '举报',
  none: '打不开',
}

const inUse = (row: ReaderLine) => !row.waits && row.removed === null

/** Who can open 心里话, who of 纪检 a report, and my own key. */
export function ReadersPanel() {
  const { may, refresh } = useSession()
  const { modal } = App.useApp()
  const loaded = useData<ReaderLine[]>('/readers')
  const [making, setMaking] = useState(false)
  /** Whose key is dealt with below the list: a colleague’s, for older cases, or my own, to be changed. */
  const [chosen, setChosen] = useState<ReaderLine | null>(null)
  const remove = useAction(
    useCallback((id: string) => api.delete(`/readers/${id}`), []),
    '停掉了',
  )
  const admit = useAction(
    useCallback((id: string) => api.post(`/readers/${id}/admit`, {}), []),
    '同意了，从现在起新交上来的也封给他',
  )
  async function changed() {
    await loaded.reload()
    await refresh()
  }
  function askRemove({ id, name }: ReaderLine) {
    modal.confirm({
      title: `停掉${name}的钥匙吗？`,
      content:
        '停掉以后，他再也打不开，新交上来的也不会封给他，以前的往后换新锁。只有他能开的，会谁也打不开：请他先让别人也能看。',
      okText: '停掉',
      cancelText: '先不',
      onOk: async () => {
        if (await remove.run(id)) await changed()
      },
    })
  }
  function askAdmit({ id, name, reads }: ReaderLine) {
    modal.confirm({
      title: reads === 'report' ? `同意${name}看交给纪检的举报吗？` : `同意${name}看心里话吗？`,
      content: '先当面或打电话问过本人，确实是他自己生成的。同意以后，看同一类的人和安全员都会收到消息。',
      okText: '同意',
      cancelText: '先不',
      onOk: async () => {
        if (await admit.run(id)) await changed()
      },
    })
  }
  /** Whoever reads the same already, and the security officer, may let somebody else in. */
  function mayAdmit(rows: readonly ReaderLine[], row: ReaderLine): boolean {
    const reads = rows.some(one => one.mine && inUse(one) && one.reads === row.reads)
    return row.waits && !row.mine && (may('security') || reads)
  }
  return (
    <Panel
      title="带钥匙的人"
      about="只有他们打得开：关爱专员开心里话，纪检开单独交来的举报，互相打不开；又是纪检又是关爱专员、人事或管理员的，看不了举报。第一把心里话的钥匙以后，新钥匙要安全员或看同一类的人同意才算数。换人先停掉旧的，再请新的人自己生成。"
    >
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
                { title: '能看', cell: row => OPENS[row.reads] },
                { title: '生成的时间', cell: row => moment(row.created) },
                {
                  title: '状态',
                  cell: row => (
                    <Mark tone={row.removed !== null ? 'plain' : row.waits ? 'wait' : 'good'}>
                      {row.removed !== null ? '停了' : row.waits ? '等人同意' : '在用'}
                    </Mark>
                  ),
                },
                ...(rows.some(row => inUse(row) && row.mine)
                  ? [
                      {
                        title: '以前交的和换钥匙',
                        cell: (row: ReaderLine) =>
                          inUse(row) &&
                          rows.some(one => one.mine && one.reads === row.reads) && (
                            <Button size="small" onClick={() => setChosen(row)}>
                              {row.mine ? '换这把钥匙' : '让他也能看'}
                            </Button>
                          ),
                      },
                    ]
                  : []),
                ...(rows.some(row => mayAdmit(rows, row))
                  ? [
                      {
                        title: '同意',
                        cell: (row: ReaderLine) =>
                          mayAdmit(rows, row) && (
                            <Button size="small" disabled={admit.busy} onClick={() => askAdmit(row)}>
                              同意
                            </Button>
                          ),
                      },
                    ]
                  : []),
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
      <Problem error={remove.error ?? admit.error} />
      {chosen && (
        <KeyWork
          key={chosen.id}
          chosen={chosen}
          rows={loaded.data ?? []}
          done={() => {
            setChosen(null)
            void changed()
          }}
        />
      )}
      {may('handler', 'discipline') && !making && (
        <Button className="after" onClick={() => setMaking(true)}>
          {loaded.data?.some(row => row.mine && row.removed === null)
            ? '口令忘了，另生成一把'
            : '生成我的钥匙'}
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
