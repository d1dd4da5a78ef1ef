import { enterDay, enterYear, festivalsMissing, parseYear } from '../care/calendar/enter.ts'
import { chineseCalendar } from '../understanding/calendar/index.ts'
import type { Command } from './command.ts'
import { withData } from './data.ts'
import { readFileNamed } from './read-file.ts'

export const calendarImport: Command = {
  name: 'calendar import',
  usage: 'FILE',
  args: [1, 1],
  help: 'help.calendar_import',
  async run(context, [path = '']) {
    const { bytes } = await readFileNamed(context.path(path))
    const json = parseYear(new TextDecoder().decode(bytes))
    const entered = await withData(context, ({ storage }, now) =>
      storage.transaction(tx => enterYear(tx, json, { actor: 'cli', now })),
    )
    const { year, days } = entered
    context.out(context.texts.say('calendar.imported', { year, days: days.length }))
    const missing = festivalsMissing(chineseCalendar({ years: [entered] }), year)
    if (missing.length > 0)
      context.err(context.texts.say('calendar.missing', { festivals: missing.join(' ') }))
    return 0
  },
}

export const calendarSet: Command = {
  name: 'calendar set',
  usage: 'DATE off|work REASON',
  args: [3, 3],
  help: 'help.calendar_set',
  async run(context, [date = '', what = '', reason = '']) {
    if (what !== 'off' && what !== 'work') {
      context.err(context.texts.say('calendar.off_or_work'))
      return 1
    }
    const off = what === 'off'
    await withData(context, ({ storage }, now) =>
      storage.transaction(tx => enterDay(tx, { date, off, reason }, { actor: 'cli', now })),
    )
    context.out(context.texts.say(off ? 'calendar.day_off' : 'calendar.day_worked', { date }))
    return 0
  },
}
