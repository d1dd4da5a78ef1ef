import { Select } from 'antd'
import { useState } from 'react'
import { useData } from '../api/use-data.ts'
import { Facts } from '../ui/facts.tsx'
import { Show } from '../ui/page.tsx'
import { wordFor } from '../words/codes.ts'
import type { CaseCounts, CaseStatistics } from './shapes.ts'

/** How many there were in a quarter that is over; groups of fewer than five people stand together. */
export function Statistics() {
  const quarters = useData<string[]>('/cases/quarters')
  const [chosen, setChosen] = useState<string | null>(null)
  const quarter = chosen ?? quarters.data?.[0] ?? null
  const loaded = useData<CaseStatistics>(quarter === null ? null : `/cases/statistics?quarter=${quarter}`)
  return (
    <details className="fold">
      <summary>季度统计</summary>
      <p className="panel-about">
        只统计过完的季度，第一次看的时候数，数出来就不再变。不足5个人的合在一起，看不出是谁。
      </p>
      <Select
        aria-label="哪个季度"
        value={quarter}
        onChange={setChosen}
        options={(quarters.data ?? []).map(value => ({ value, label: nameOf(value) }))}
      />
      <Show loaded={loaded}>
        {({ total, kinds, outcomes, times, units }) =>
          total === null ? (
            <p>这个季度写的人不足5个，不统计。</p>
          ) : (
            <Facts
              facts={[
                ['一共', `${total}件`],
                ['来处', inWords(kinds, name => wordFor('caseKind', name))],
                [
                  '结果',
                  inWords(outcomes, name =>
                    wordFor(name === 'open' || name === 'answered' ? 'status' : 'outcome', name),
                  ),
                ],
                ['接得及时', inWords(times, name => (name === 'late' ? '催过才接' : '没有催'))],
                ['单位（隐名的算在其他里）', inWords(units, name => name)],
              ]}
            />
          )
        }
      </Show>
    </details>
  )
}

function inWords(counts: CaseCounts | null, nameOf: (name: string) => string): string {
  if (counts === null) return '不足5个人'
  const apart = counts.apart.map(({ name, count }) => `${nameOf(name)}${count}件`)
  return [...apart, ...(counts.rest > 0 ? [`其他合计${counts.rest}件`] : [])].join('，')
}

function nameOf(quarter: string): string {
  return `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度`
}
