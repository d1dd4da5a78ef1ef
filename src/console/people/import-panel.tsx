import { Button } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { FilePicker } from '../ui/file-picker.tsx'
import { Panel } from '../ui/page.tsx'
import { Problem } from '../ui/problem.tsx'
import { TemplateButton } from '../ui/template-button.tsx'
import { TEMPLATES } from '../ui/templates.ts'

const FILES = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Brings in a roster or opening balances; a file with a bad row brings in nothing, and every bad row is named. */
export function ImportPanel({ imported }: { imported: () => Promise<void> }) {
  const [done, setDone] = useState<string | null>(null)
  // The balances that were asked back about.
  const [asked, setAsked] = useState<File | null>(null)
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
    useCallback(async (file: File, confirmed: boolean) => {
      setAsked(file)
      const { people, lines } = await api.upload<{ people: number; lines: number }>(
        `/balances/import${confirmed ? '?above_law=yes' : ''}`,
        file,
      )
      setAsked(null)
      setDone(`余额导入好了：${people}人，${lines}条。`)
    }, []),
  )

  function bringIn(run: () => Promise<boolean>) {
    setDone(null)
    void run()
  }

  return (
    <Panel title="导入" about="CSV或XLSX。有一行不对，整份都不导入，哪一行不对会列出来。">
      <div className="button-row">
        <FilePicker
          label="导入名单"
          accept={FILES}
          busy={roster.busy}
          pick={file => bringIn(() => roster.run(file))}
        />
        <FilePicker
          label="导入假期余额"
          accept={FILES}
          busy={balances.busy}
          pick={file => bringIn(() => balances.run(file, false))}
        />
      </div>
      {done !== null && (
        <p className="done" role="status">
          {done}
        </p>
      )}
      <Problem error={roster.error ?? balances.error} />
      {asked !== null && balances.error?.code === 'BALANCES_ABOVE_LAW' && (
        <Button loading={balances.busy} onClick={() => void balances.run(asked, true)}>
          核对过了，照这些天数导入
        </Button>
      )}
      <details className="fold">
        <summary>名单要有哪些列</summary>
        <p>
          第一行写列名：<code>{TEMPLATES.名单.join('、')}</code>
          <TemplateButton of="名单" />
        </p>
        <p>
          只有工号、姓名、单位必填，工号写钉钉的 userid。角色用“|”隔开，比如 <code>handler|duty</code>
          ；写了离开日期，这个人就离开名单，办过的事都留着。
        </p>
      </details>
      <details className="fold">
        <summary>假期余额要有哪些列</summary>
        <p>
          第一行写列名：<code>{TEMPLATES.假期余额.join('、')}</code>，单位是天，可以有半天。
          <TemplateButton of="假期余额" />
        </p>
        <p>
          只有工号、年度必填。年假是那一年还剩的，结转是上一年转过来的（写了它，年假就只写当年的），补休是还剩的，
          补休到期是这些补休最后能休的日子；到期日不同的，一个人可以写几行。
        </p>
      </details>
    </Panel>
  )
}
