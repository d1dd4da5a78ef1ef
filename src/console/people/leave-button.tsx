import { App, Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { Departure, RosterLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

/** Takes somebody off the roster, and says what he leaves behind. */
export function LeaveButton({ person, changed }: { person: RosterLine; changed: () => Promise<void> }) {
  const { modal } = App.useApp()
  const leave = useAction(
    useCallback(async () => {
      const left = await api.post<Departure>(`/people/${person.id}/leave`)
      const lines = behindOf(left)
      modal.info({
        title: `${person.name}已离开`,
        okText: '知道了',
        content:
          lines.length === 0 ? (
            '手上没有没办完的事。'
          ) : (
            <ul className="plain-list">
              {lines.map(line => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          ),
      })
      await changed()
    }, [person, modal, changed]),
  )

  function ask() {
    modal.confirm({
      title: `${person.name}离开了吗？`,
      content: '他的登录、钥匙和值班马上停，机器人不再给他办事。他交过的、批过的都留着，不会删。',
      okText: '离开了',
      cancelText: '先不',
      onOk: () => leave.run(),
    })
  }

  return (
    <>
      <Button size="small" aria-label={`${person.name}离开了`} loading={leave.busy} onClick={ask}>
        离开
      </Button>
      <Problem error={leave.error} />
    </>
  )
}

function behindOf({ own, turns, reports, duties, keys, released }: Departure): string[] {
  return [
    turns > 0 && `${turns}份申请等他批，在“申请”里转给别人`,
    own > 0 && `他自己有${own}份申请没批完`,
    reports > 0 && `${reports}个人的主管还写着他，在下面“已离开的人”里定新主管`,
    duties > 0 && '他的值班已停，请在“设置”里定新的值班联系人',
    keys > 0 && '他的心里话钥匙已停，请确认还有别的关爱专员能看',
    released > 0 && `他接的${released}件事放回去了，等人重新接`,
  ].filter(line => line !== false)
}
