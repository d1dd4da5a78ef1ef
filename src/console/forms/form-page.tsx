import { Button, Spin } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Problem } from '../ui/problem.tsx'
import { FormSheet } from './form-sheet.tsx'
import type { PrintedForm } from './shapes.ts'

/** A request on paper: by a link from the chat, or by its number for whoever is signed in. */
export default function FormPage() {
  const no = new URLSearchParams(location.search).get('no')
  return no === null ? <ByLink /> : <ByNumber no={no} />
}

function ByNumber({ no }: { no: string }) {
  const { data, error, reload } = useData<PrintedForm>(`/applications/${encodeURIComponent(no)}/form`)
  if (error)
    return (
      <main className="gate">
        {error.code === 'SIGN_IN_NEEDED' ? (
          <p role="alert">
            请先<a href="/">登录</a>，再回来打开这一页。
          </p>
        ) : (
          <Problem error={error} again={() => void reload()} />
        )}
      </main>
    )
  return data ? <Printable form={data} /> : <Spin className="wait" size="large" />
}

/** Nothing is fetched before somebody asks for it: a preview of the link does not use it up. */
function ByLink() {
  const [form, setForm] = useState<PrintedForm | null>(null)
  const open = useAction(
    useCallback(async () => {
      const link = location.hash.slice(1)
      const opened = await api.post<PrintedForm>('/forms/open', { link })
      // What was used opens nothing any more, and need not stay in the history.
      history.replaceState(null, '', '/form')
      setForm(opened)
    }, []),
  )
  if (form) return <Printable form={form} />
  return (
    <main className="gate">
      <div className="gate-card">
        <h1>打印审批单</h1>
        <p className="gate-about">这个链接只能打开一次。打开以后直接打印，或者存成PDF。</p>
        {open.error?.status === 404 ? (
          <p role="alert">链接用过了，或者过了时间。回到聊天里说“打印”，再要一个。</p>
        ) : (
          <Problem error={open.error} />
        )}
        <Button type="primary" block loading={open.busy} onClick={() => void open.run()}>
          打开
        </Button>
      </div>
    </main>
  )
}

function Printable({ form }: { form: PrintedForm }) {
  return (
    <main className="sheet-page">
      <div className="sheet-tools">
        <Button type="primary" onClick={() => print()}>
          打印
        </Button>
        <span>A4，纵向；也可以选“存成PDF”。</span>
      </div>
      <FormSheet form={form} />
    </main>
  )
}
