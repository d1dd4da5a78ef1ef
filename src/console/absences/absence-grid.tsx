import { dayWithWeekday } from '../words/times.ts'
import { absenceOn } from './month.ts'
import type { AbsenceDay, Absentee } from './shapes.ts'

const WORDS = { day: '不在', am: '上午不在', pm: '下午不在' } as const

/** People against the days of a month; on a telephone the list of days stands instead. */
export function AbsenceGrid({ days, people }: { days: readonly AbsenceDay[]; people: readonly Absentee[] }) {
  return (
    <div className="absence-wide">
      <table className="absence-grid" aria-label="谁哪天不在">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            {days.map(({ date, work }) => (
              <th
                key={date}
                scope="col"
                className={work ? undefined : 'absence-rest'}
                title={dayWithWeekday(date)}
              >
                {Number(date.slice(8))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(one => (
            <tr key={`${one.unit} ${one.name} ${one.absent[0]?.from}`}>
              <th scope="row">
                {one.name}
                <span className="quiet"> {one.unit}</span>
              </th>
              {days.map(({ date, work }) => {
                const how = absenceOn(one, date)
                return (
                  <td key={date} className={work ? undefined : 'absence-rest'}>
                    {how && (
                      <span
                        className={`absence absence-${how}`}
                        role="img"
                        title={`${one.name} ${dayWithWeekday(date)}${WORDS[how]}`}
                        aria-label={WORDS[how]}
                      />
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
