import { App, Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import type { RosterLine } from '../api/shapes.ts'
import { useAction } from '../api/use-action.ts'
import { useSession } from '../session/session.tsx'
import { Problem } from '../ui/problem.tsx'

/** Lets somebody sign in to the console, or ends it. */
export function AccountButtons({ person, changed }: { person: RosterLine; changed: () => Promise<void> }) {
  const { me } = useSession()
  const { modal } = App.useApp()
  const give = useCallback(async () => {
    const { passphrase } = await api.post<{ passphrase: string }>('/accounts', { userid: person.userid })
    modal.info({
      title: `${person.name}的一次性口令`,
      okText: '记下了',
      keyboard: false,
      content: (
        <>
          <p className="one-time">{passphrase}</p>
          <p>只显示这一次，7天内有效。当面或打电话告诉他，他登录后先换成自己的。</p>
        </>
      ),
    })
    await changed()
  }, [person, modal, changed])
  const take = useCallback(async () => {
    await api.delete(`/accounts/${person.id}`)
    await changed()
  }, [person, changed])
  const giving = useAction(give)
  const taking = useAction(take, '收回了')

  function askTake() {
    modal.confirm({
      title: `收回${person.name}的登录吗？`,
      content: '他马上会被退出，以后要登录得重新给口令。在钉钉里办事不受影响。',
      okText: '收回',
      cancelText: '先不',
      onOk: () => taking.run(),
    })
  }

  return (
    <div className="button-row">
      <Button size="small" loading={giving.busy} onClick={() => void giving.run()}>
        {person.account ? '重给口令' : '给登录口令'}
      </Button>
      {person.account && person.id !== me.id && (
        <Button size="small" loading={taking.busy} onClick={askTake}>
          收回
        </Button>
      )}
      <Problem error={giving.error ?? taking.error} />
    </div>
  )
}
