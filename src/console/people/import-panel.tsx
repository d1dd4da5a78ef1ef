import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { FilePicker } from '../ui/file-picker.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

const FILES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const COLUMNS =
  'userid, name, unit, unit_type, staff_type, post, rank, sort, supervisor, work_start, birth_date, sex, mobile, roles'

/** Brings in a roster or opening balances; a file with a bad row brings in nothing, and every bad row is named. */
export function ImportPanel({ imported }: { imported: () => Promise<void> }) {
  const [done, setDone] = useState<string | null>(null)
  const roster = useAction(
    useCallback(
      async (file: File) => {
        const { added, changed } = await api.upload<{ added: number; changed: number }>(
          '/people/import',
          file,
        )
        setDone(`导入好了：新增${added}人，更新${changed}人。`)
        await imported()
      },
      [imported],
    ),
  )
  const balances = useAction(
    useCallback(async (file: File) => {
      const { people, lines } = await api.upload<{ people: number; lines: number }>('/balances/import', file)
      setDone(`余额导入好了：${people}人，${lines}条。`)
    }, []),
  )

  function start(action: typeof roster, file: File) {
    setDone(null)
    void action.run(file)
  }

  return (
    <Panel title="导入" about="CSV或XLSX。有一行不对，整份都不导入，哪一行不对会列出来。">
      <div className="button-row">
        <FilePicker label="导入名单" accept={FILES} busy={roster.busy} pick={file => start(roster, file)} />
        <FilePicker
          label="导入假期余额"
          accept={FILES}
          busy={balances.busy}
          pick={file => start(balances, file)}
        />
      </div>
      {done !== null && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      <Problem error={roster.error ?? balances.error} />
      <details className="fold">
        <summary>名单要有哪些列</summary>
        <p>
          第一行写列名：<code>{COLUMNS}</code>
        </p>
        <p>
          只有 userid、name、unit 必填。supervisor 写主管的 userid；roles 用“|”隔开，比如{' '}
          <code>handler|duty</code>。
        </p>
      </details>
    </Panel>
  )
}
