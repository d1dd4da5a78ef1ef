import { Button, Popconfirm, Select } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { Problem } from '../ui/problem.tsx'
import { wordFor } from '../words/codes.ts'
import { isOver } from './case-state.ts'
import { DangerForm } from './danger-form.tsx'
import type { CaseWhole } from './shapes.ts'

const LEVELS = ['none', 'serious', 'high', 'crisis']

/** Who deals with a case, and how urgent it is: what its readers settle among themselves. */
export function Desk({ file, changed }: { file: CaseWhole; changed: () => Promise<void> }) {
  const action = useAction(useCallback((path: string, body?: object) => api.post(path, body), []))
  const act = async (what: string, body?: object) => {
    await action.run(`/cases/${file.id}/${what}`, body)
    // Also where a colleague was faster: then the page says who.
    await changed()
  }
  return (
    <div className="desk">
      <Problem error={action.error} />
      {isOver(file) ? (
        file.status === 'closed' && (
          <Button loading={action.busy} onClick={() => act('reopen')}>
            重新打开
          </Button>
        )
      ) : (
        <>
          {(file.given || (!file.mine && file.free)) && (
            <Button type="primary" ghost loading={action.busy} onClick={() => act('take')}>
              我来接
            </Button>
          )}
          {file.mine && (
            <Button loading={action.busy} onClick={() => act('release')}>
              放回去
            </Button>
          )}
          {file.free && <Give file={file} give={to => act('give', { to })} />}
          <Graver file={file} act={act} changed={changed} />
        </>
      )}
    </div>
  )
}

/** Whoever would hear of it is not of 纪检: of a report nobody is told, and danger to life goes its own way. */
function Graver({
  file,
  act,
  changed,
}: {
  file: CaseWhole
  act: (what: string, body: object) => Promise<void>
  changed: () => Promise<void>
}) {
  if (file.kind === 'report')
    return <p className="hint">看着有人有生命危险，马上打110、120，再告诉值班联系人，不用提举报。</p>
  return (
    <>
      <Escalate file={file} escalate={level => act('escalate', { level })} />
      {file.level !== 'crisis' && <DangerForm id={file.id} done={changed} />}
    </>
  )
}

function Give({ file, give }: { file: CaseWhole; give: (to: string) => Promise<void> }) {
  const { data } = useData<{ userid: string; name: string }[]>(`/cases/${file.id}/colleagues`)
  const [to, setTo] = useState<string | null>(null)
  if (data === null || data.length === 0) return null
  return (
    <span className="desk-give">
      <Select
        aria-label="交给谁"
        placeholder="交给同事"
        value={to}
        onChange={setTo}
        options={data.map(({ userid, name }) => ({ value: userid, label: name }))}
      />
      <Button disabled={to === null} onClick={() => to !== null && void give(to)}>
        交给他
      </Button>
    </span>
  )
}

function Escalate({ file, escalate }: { file: CaseWhole; escalate: (level: string) => Promise<void> }) {
  const above = LEVELS.slice(LEVELS.indexOf(file.level) + 1).filter(level => level !== 'crisis')
  return above.map(level => (
    <Popconfirm
      key={level}
      title={`改成“${wordFor('level', level)}”？`}
      description="时限会提前，能看的人都会收到编号和时限。"
      okText="改"
      cancelText="不改"
      onConfirm={() => escalate(level)}
    >
      <Button>升为{wordFor('level', level)}</Button>
    </Popconfirm>
  ))
}
