import { Button } from 'antd'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { keyBox } from '../keys/key-box.ts'
import { saveAs } from '../ui/download.ts'
import { Problem } from '../ui/problem.tsx'
import type { CaseLine, CaseWhole } from './shapes.ts'

/**
 * Sentences that were flagged and were none, for whoever betters the rules: opened here, without the number or name of
 * anybody but who takes them, and kept on this machine alone.
 */
export function FalseAlarms({ rows }: { rows: readonly CaseLine[] }) {
  const alarms = rows.filter(row => row.kind === 'flag' && row.outcome === 'false_alarm')
  const save = useCallback(async () => {
    const lines: string[] = []
    for (const { id } of alarms) {
      const file = await api.get<CaseWhole>(`/cases/${encodeURIComponent(id)}`)
      lines.push(...(await sentencesOf(file)))
    }
    // Whoever takes them out stands in the audit log, and in the file.
    const taken = await api.post<{ by: string; at: number }>('/cases/false-alarms', {
      cases: alarms.map(({ id }) => id),
    })
    const mark = JSON.stringify({ exported_by: taken.by, at: new Date(taken.at).toISOString() })
    saveAs('false-alarms.jsonl', new Blob([[mark, ...lines].map(line => `${line}\n`).join('')]))
  }, [alarms])
  const action = useAction(save, '存在这台电脑上了')
  if (alarms.length === 0) return null
  return (
    <p>
      <Button size="small" loading={action.busy} onClick={() => void action.run()}>
        导出误报的句子
      </Button>{' '}
      不带编号和本人姓名，写着是谁导出的，只存在这台电脑上，给改规则的人用；导出有记录。
      <Problem error={action.error} />
    </p>
  )
}

/** What was said and by which rules it was flagged, of what can be opened. */
async function sentencesOf({ wrapped, sealedKeys, messages }: CaseWhole): Promise<string[]> {
  if (wrapped === null || !keyBox.isOpen(wrapped)) return []
  const said = messages.filter(m => m.from === 'person')
  const texts = await keyBox.open(
    wrapped,
    sealedKeys,
    said.map(m => m.sealed),
  )
  return texts.flatMap(text => {
    const inside: { text?: string } = JSON.parse(text ?? '{}')
    const flag: { text?: string; level?: string; version?: string; reasons?: { rule: string }[] } =
      JSON.parse(inside.text ?? '{}')
    const rules = (flag.reasons ?? []).map(reason => reason.rule)
    return flag.text
      ? [JSON.stringify({ text: flag.text, level: flag.level, rules, version: flag.version })]
      : []
  })
}
