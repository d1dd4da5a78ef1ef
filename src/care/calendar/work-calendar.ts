import type { Calendar } from '../../kernel/calendar.ts'
import type { Storage } from '../../storage/storage.ts'
import { chineseCalendar } from '../../understanding/calendar/index.ts'
import { calendarVersion, readEntered } from './store.ts'

/** The calendar in force: what is shipped, with the years and local days that were entered. */
export interface WorkCalendar {
  /** The same value until something is entered. */
  now(): Calendar
  /** Reads what was entered, here or by another process, since the last time. */
  refresh(): Promise<void>
}

/** The calendar over a database; as shipped until the first `refresh`. */
export function openWorkCalendar(storage: Storage): WorkCalendar {
  let calendar = chineseCalendar()
  let version = 0
  return {
    now: () => calendar,
    async refresh() {
      await storage.read(async tx => {
        const current = await calendarVersion(tx)
        if (current === version) return
        const { years, days } = await readEntered(tx)
        calendar = chineseCalendar({ years, overrides: days })
        version = current
      })
    },
  }
}
