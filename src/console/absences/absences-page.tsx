import { Button, Select } from 'antd'
import { useState } from 'react'
import { useData } from '../api/use-data.ts'
import { Nothing, Page, Show } from '../ui/page.tsx'
import { AbsenceDays } from './absence-days.tsx'
import { AbsenceGrid } from './absence-grid.tsx'
import { monthAfter, monthWords, thisMonth } from './month.ts'
import type { AbsenceMonth } from './shapes.ts'

/** Who is not there, month by month: that somebody is not, never why. */
export default function AbsencesPage() {
  const [month, setMonth] = useState(thisMonth)
  const [unit, setUnit] = useState('')
  const query = new URLSearchParams({ month, ...(unit && { unit }) })
  const loaded = useData<AbsenceMonth>(`/absences?${query}`)
  const step = (by: number) => setMonth(monthAfter(month, by))
  return (
    <Page
      title="不在"
      about="谁哪天不在，请假和外出都算。这里只说不在，不说原因。"
      actions={
        <div className="month-row">
          <Button aria-label="上个月" onClick={() => step(-1)}>
            ‹
          </Button>
          <b className="month-name">{monthWords(month)}</b>
          <Button aria-label="下个月" onClick={() => step(1)}>
            ›
          </Button>
        </div>
      }
    >
      <Show loaded={loaded}>
        {({ days, units, people }) => (
          <>
            {units.length > 1 && (
              <Select
                className="month-unit"
                aria-label="单位"
                value={unit}
                onChange={setUnit}
                options={[{ value: '', label: '全部单位' }, ...units.map(value => ({ value, label: value }))]}
              />
            )}
            {people.length === 0 ? (
              <Nothing title={`${monthWords(month)}没有人请假或外出。`}>
                批下来的假、报备过的外出，会自己出现在这里。
              </Nothing>
            ) : (
              <>
                <AbsenceGrid days={days} people={people} />
                <AbsenceDays days={days} people={people} />
              </>
            )}
          </>
        )}
      </Show>
    </Page>
  )
}
