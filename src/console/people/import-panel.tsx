import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { FilePicker } from '../ui/file-picker.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'

const FILES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const COLUMNS =
  'userid, name, unit, unit_type, staff_type, post, rank, sort, supervisor, work_start, birth_date, sex, mobile, roles, left'

/** Brings in a roster or opening balances; a file with a bad row brings in nothing, and every bad row is named. */
export function ImportPanel({ imported }: { imported: () => Promise<void> }) {
  const [done, setDone] = useState<string | null>(null)
  const roster = useAction(
    useCallback(
      async (file: File) => {
        const { added, changed, left } = await api.upload<{ added: number; changed: number; left: number }>(
          '/people/import',
          file,
        )
        const gone = left > 0 ? `其中${left}人已离开。` : ''
        setDone(`导入好了：新增${added}人，更新${changed}人。${gone}`)
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
          <code>handler|duty</code>；left 写离开的日期，写了这个人就离开名单，办过的事都留着。
        </p>
      </details>
      <details className="fold">
        <summary>假期余额要有哪些列</summary>
        <p>
          第一行写列名：<code>userid, year, annual, carry, comp, comp_expires</code>，单位是天，可以有半天。
        </p>
        <p>
          只有 userid、year 必填。annual 是那一年还剩的年假，carry 是上一年结转过来的（写了它，annual
          就只写当年的），comp 是还剩的补休，comp_expires
          是这些补休最后能休的日子；到期日不同的，一个人可以写几行。
        </p>
      </details>
    </Panel>
  )
}
