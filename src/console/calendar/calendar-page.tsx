import { useData } from '../api/use-data.ts'
import { Page, Show } from '../ui/page.tsx'
import { LocalDaysPanel } from './local-days-panel.tsx'
import type { CalendarState } from './shapes.ts'
import { YearPage } from './year-page.tsx'
import { YearsPanel } from './years-panel.tsx'

/** The working calendar: the years that are known, and the days the unit decides itself. */
export default function CalendarPage({ one }: { one: string | null }) {
  return one === null ? <Whole /> : <YearPage year={one} />
}

function Whole() {
  const loaded = useData<CalendarState>('/calendar')
  return (
    <Page title="日历" about="请假、补休和提醒都按这份日历数天数。改了马上生效，已经批了的天数不变。">
      <Show loaded={loaded}>
        {({ years, local }) => (
          <>
            <YearsPanel years={years} changed={loaded.reload} />
            <LocalDaysPanel days={local} changed={loaded.reload} />
          </>
        )}
      </Show>
    </Page>
  )
}
