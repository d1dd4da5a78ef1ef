import { Button, Select } from 'antd'
import { useCallback, useState } from 'react'
import { api } from '../api/api.ts'
import { useAction } from '../api/use-action.ts'
import { useData } from '../api/use-data.ts'
import { keyBox } from '../keys/key-box.ts'
import { go, pathOf } from '../router.ts'
import { Problem } from '../ui/problem.tsx'
import { isOver } from './case-state.ts'
import type { CaseLine, CaseWhole } from './shapes.ts'

/** Moves this case into another of the same name: its words are opened and sealed anew here. */
export function MergeForm({ file }: { file: CaseWhole }) {
  const { data } = useData<CaseLine[]>(file.mode === 'named' ? '/cases' : null)
  const [into, setInto] = useState<string | null>(null)
  const merge = useCallback(
    async (to: string) => {
      const target = await api.get<CaseWhole>(`/cases/${encodeURIComponent(to)}`)
      await api.post(`/cases/${file.id}/merge`, { into: to, messages: await resealed(file, target) })
      go(pathOf('cases', to))
    },
    [file],
  )
  const action = useAction(merge, '并好了')
  const others = (data ?? []).filter(row => row.mode === 'named' && row.id !== file.id && !isOver(row))
  if (others.length === 0) return null
  return (
    <details className="fold">
      <summary>并到同一个人的另一件</summary>
      <p className="panel-about">来往都搬过去，这一件就算办结。只有同一个人实名交的才并得了。</p>
      <div className="desk">
        <Select
          aria-label="并到哪一件"
          placeholder="并到哪一件"
          value={into}
          onChange={setInto}
          options={others.map(({ id, no }) => ({ value: id, label: no }))}
        />
        <Button
          disabled={into === null}
          loading={action.busy}
          onClick={() => into !== null && void action.run(into)}
        >
          并过去
        </Button>
      </div>
      <Problem error={action.error} />
    </details>
  )
}

/** Each message, with the case and the place it comes to stand in. @throws Error where one cannot be opened */
async function resealed(file: CaseWhole, target: CaseWhole): Promise<{ id: string; sealed: string }[]> {
  const { wrapped, sealedKeys, messages } = file
  if (wrapped === null) throw new Error('locked')
  const texts = await keyBox.open(
    wrapped,
    sealedKeys,
    messages.map(m => m.sealed),
  )
  const first = Math.max(-1, ...target.messages.map(m => m.position)) + 1
  return Promise.all(
    messages.map(async ({ id }, at) => {
      const inside: object = JSON.parse(texts[at] ?? '')
      const text = JSON.stringify({ ...inside, case: target.id, position: first + at })
      return { id, sealed: await keyBox.seal(target.recipient, text) }
    }),
  )
}
