import { App, Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

/** Takes one's consent to a request back, as long as that can be; what came of it is said. */
export function UndoConsent({ no, undone }: { no: string; undone: () => Promise<void> }) {
  const { modal } = App.useApp()
  const undo = useAction(
    useCallback(async () => {
      await api.post(`/applications/${encodeURIComponent(no)}/undo`)
      modal.info({
        title: '收回了',
        content: '本人和知道的人都告诉了。又轮到你批的，在钉钉里说“待办”；轮到别人的，他已经收到消息。',
        okText: '知道了',
      })
    }, [no, modal]),
  )

  function ask() {
    modal.confirm({
      title: '收回你的同意吗？',
      content: '这一份又回到你这里等批。本人和知道的人都会收到消息，先别照着安排。',
      okText: '收回同意',
      cancelText: '先不',
      onOk: async () => {
        if (await undo.run()) await undone()
      },
    })
  }

  return (
    <Panel title="你同意过" about="点错了、情况变了，现在还能收回，收回以后重新批。">
      <Problem error={undo.error} />
      <Button loading={undo.busy} onClick={ask}>
        收回同意
      </Button>
    </Panel>
  )
}
