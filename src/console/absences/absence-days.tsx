import { dayWithWeekday } from '../words/times.ts'
import { absenceOn } from './month.ts'
import type { AbsenceDay, Absentee } from './shapes.ts'

const AFTER = { day: '', am: '（上午）', pm: '（下午）' } as const

/** The same month for a telephone: the days on which somebody is not there, with their names. */
export function AbsenceDays({ days, people }: { days: readonly AbsenceDay[]; people: readonly Absentee[] }) {
  return (
    <ul className="absence-days">
      {days.map(({ date, work }) => {
        const names = people.flatMap(one => {
          const how = absenceOn(one, date)
          return how ? [one.name + AFTER[how]] : []
        })
        if (names.length === 0) return null
        return (
          <li key={date}>
            <b>
              {dayWithWeekday(date)}
              {!work && <span className="quiet"> 休息</span>}
            </b>
            <span>{names.join('、')}</span>
          </li>
        )
      })}
    </ul>
  )
}
