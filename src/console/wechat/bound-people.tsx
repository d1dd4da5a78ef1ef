import { App, Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { PersonSelect } from '../people/person-select.tsx'
import { Nothing } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { moment } from '../words/times.ts'
import type { WeChatState } from './shapes.ts'

/** Whose contacts are bound; a code for somebody who cannot get one on DingTalk. */
export function BoundPeople({
  bound,
  changed,
}: {
  bound: WeChatState['bound']
  changed: () => Promise<void>
}) {
  const unbind = useAction(
    useCallback((userid: string) => api.delete(`/wechat/bindings/${encodeURIComponent(userid)}`), []),
    '解绑了',
  )
  return (
    <>
      <h3>绑定的人</h3>
      {bound.length === 0 ? (
        <Nothing title="还没有人绑定。">每个人在钉钉里说“绑定微信”就能拿到码。</Nothing>
      ) : (
        <Records
          label="绑定的人"
          rows={bound}
          keyOf={row => row.userid}
          columns={[
            { title: '姓名', cell: row => row.name, main: true },
            { title: '单位', cell: row => row.unit },
            { title: '绑定时间', cell: row => moment(row.at) },
            {
              title: '改动',
              cell: row => (
                <Button
                  size="small"
                  aria-label={`给${row.name}解绑`}
                  disabled={unbind.busy}
                  onClick={async () => {
                    if (await unbind.run(row.userid)) await changed()
                  }}
                >
                  解绑
                </Button>
              ),
            },
          ]}
        />
      )}
      <Problem error={unbind.error} />
      <CodeForSomebody />
    </>
  )
}

function CodeForSomebody() {
  const { modal } = App.useApp()
  const [userid, setUserid] = useState<string | null>(null)
  const make = useAction(
    useCallback(
      async (who: string) => {
        const { code, until } = await api.post<{ code: string; until: number }>('/wechat/codes', {
          userid: who,
        })
        modal.info({
          title: code,
          okText: '给他了',
          keyboard: false,
          content: `当面交给本人，只显示这一次，${moment(until)}前有效。谁把它发给心桥，绑的就是谁的微信。`,
        })
      },
      [modal],
    ),
  )
  return (
    <div className="narrow stack after">
      <PersonSelect label="给谁一个绑定码" value={userid} pick={setUserid} />
      <Problem error={make.error} />
      <div>
        <Button
          disabled={userid === null}
          loading={make.busy}
          onClick={() => void (userid !== null && make.run(userid))}
        >
          生成绑定码
        </Button>
      </div>
    </div>
  )
}
