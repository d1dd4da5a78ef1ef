import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { RevealLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Mark } from '../ui/mark.tsx'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { Records } from '../ui/records.tsx'
import { wordFor } from '../words/codes.ts'
import { day } from '../words/times.ts'

/** Questions who wrote a 隐名 case, for who decides them: the reason, and never a word of the case. */
export default function RevealsPage() {
  const loaded = useData<RevealLine[]>('/reveals')
  const decide = useAction(
    useCallback((id: string, agree: boolean) => api.post(`/reveals/${id}/decide`, { agree }), []),
    '定了，关爱专员和本人都会知道',
  )
  async function say(id: string, agree: boolean) {
    if (await decide.run(id, agree)) await loaded.reload()
  }
  return (
    <Page
      title="隐名"
      about="关爱专员想知道一件隐名的心里话是谁写的，要你看过理由再定。你看不到写了什么，也看不到是谁。理由不够就不同意。"
    >
      <Problem error={decide.error} />
      <Show loaded={loaded}>
        {rows =>
          rows.length === 0 ? (
            <Nothing title="现在没有要你定的。">有人问，心桥会发消息告诉你。</Nothing>
          ) : (
            <Records
              label="想知道是谁写的"
              rows={rows}
              keyOf={row => row.id}
              columns={[
                { title: '编号', cell: row => row.no, main: true },
                { title: '谁问', cell: row => row.asker ?? '' },
                { title: '哪天', cell: row => day(row.day) },
                { title: '理由', cell: row => row.reason },
                {
                  title: '状态',
                  cell: row => (
                    <Mark tone={row.state === 'asked' ? 'wait' : 'plain'}>
                      {wordFor('reveal', row.state)}
                    </Mark>
                  ),
                },
                {
                  title: '你定',
                  cell: row =>
                    row.state === 'asked' && (
                      <span className="row-buttons">
                        <Button size="small" disabled={decide.busy} onClick={() => void say(row.id, false)}>
                          不同意
                        </Button>
                        <Button size="small" disabled={decide.busy} onClick={() => void say(row.id, true)}>
                          同意
                        </Button>
                      </span>
                    ),
                },
              ]}
            />
          )
        }
      </Show>
    </Page>
  )
}
