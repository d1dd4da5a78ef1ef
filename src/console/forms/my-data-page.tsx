import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { Problem } from '../ui/problem.tsx'

/** A copy of everything kept about oneself, by a link from the chat. Nothing is fetched before somebody asks for it. */
export default function MyDataPage() {
  const [saved, setSaved] = useState(false)
  const open = useAction(
    useCallback(async () => {
      const copy = await api.post<unknown>('/my-data/open', { link: location.hash.slice(1) })
      // What was used opens nothing any more, and need not stay in the history.
      history.replaceState(null, '', '/mydata')
      save(JSON.stringify(copy, null, 2))
      setSaved(true)
    }, []),
  )
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>我的数据</h1>
        <p className="gate-about">
          这里存着的关于你的内容，下载成一个文件。链接只能打开一次。里面有私事，别在公用电脑上下载，看完删掉。
        </p>
        {saved ? (
          <p role="status">下载好了。再要一份，回到聊天里发“我的数据”。</p>
        ) : open.error?.status === 404 ? (
          <p role="alert">链接用过了，或者过了时间。回到聊天里发“我的数据”，再要一个。</p>
        ) : (
          <Problem error={open.error} />
        )}
        {!saved && (
          <Button type="primary" block loading={open.busy} onClick={() => void open.run()}>
            下载
          </Button>
        )}
      </div>
    </main>
  )
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = '我的数据.json'
  link.click()
  URL.revokeObjectURL(url)
}
