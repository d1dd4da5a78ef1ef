import { Button } from 'antd'
import { useState } from 'react'
import { useData } from '../api/use-data.ts'
import { Nothing, Panel, Show } from '../ui/page.tsx'
import { Records } from '../ui/records.tsx'
import { dayWithWeekday } from '../words/times.ts'
import { OffPostReturn, OffPostReview } from './off-post-change.tsx'
import { OffPostGround } from './off-post-ground.tsx'
import type { OffPostLine } from './off-post-line.ts'
import { OffPostTake } from './off-post-take.tsx'

/** What HR does with somebody in the list. */
interface Doing {
  readonly what: 'review' | 'return' | 'ground'
  readonly person: OffPostLine
}

/** 离岗休养: HR registers it, moves the review, and agrees to the return. Everybody else sees only that he is not there. */
export function OffPostPanel() {
  const loaded = useData<{ open: boolean; people: OffPostLine[] }>('/off-post')
  const [doing, setDoing] = useState<Doing | null>(null)
  async function close() {
    setDoing(null)
    await loaded.reload()
  }
  return (
    <Panel
      title="离岗休养"
      about="重病不能上班的人，登记以后不用请假、不扣假，别人只看到“不在”。复查前会提醒人事；回来上班由人事登记。"
    >
      <Show loaded={loaded}>
        {({ open, people }) => (
          <>
            {open ? (
              <OffPostTake taken={loaded.reload} />
            ) : (
              <p className="hint">
                单位还没有定下条件，先不能登记。定了以后，请管理员在 flows/policy/away.yaml 的 off_post 里改成
                open: true，再到“设置”点“检查并重新读”。
              </p>
            )}
            {people.length === 0 ? (
              <Nothing title="现在没有人离岗休养。" />
            ) : (
              <Records
                label="离岗休养"
                rows={people}
                keyOf={row => row.userid}
                columns={[
                  { title: '姓名', cell: row => row.name, main: true },
                  { title: '单位', cell: row => row.unit },
                  { title: '从', cell: row => dayWithWeekday(row.from) },
                  { title: '下次复查', cell: row => dayWithWeekday(row.review) },
                  {
                    title: '办理',
                    cell: row => (
                      <div className="button-row">
                        <Button size="small" onClick={() => setDoing({ what: 'review', person: row })}>
                          改复查
                        </Button>
                        <Button size="small" onClick={() => setDoing({ what: 'return', person: row })}>
                          返岗
                        </Button>
                        {row.ground && (
                          <Button size="small" onClick={() => setDoing({ what: 'ground', person: row })}>
                            看依据
                          </Button>
                        )}
                      </div>
                    ),
                  },
                ]}
              />
            )}
            {doing?.what === 'review' && (
              <OffPostReview key={doing.person.userid} person={doing.person} close={close} />
            )}
            {doing?.what === 'return' && (
              <OffPostReturn key={doing.person.userid} person={doing.person} close={close} />
            )}
            {doing?.what === 'ground' && (
              <OffPostGround key={doing.person.userid} person={doing.person} close={() => setDoing(null)} />
            )}
          </>
        )}
      </Show>
    </Panel>
  )
}
