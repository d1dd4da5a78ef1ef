import { areas } from '../areas.ts'
import type { Calendar } from '../kernel/calendar.ts'
import { localTime, systemClock } from '../kernel/clock.ts'
import { isDate } from '../kernel/half-day.ts'
import type { Read, TimeReading } from '../kernel/reading.ts'
import { flowsFault } from '../main.ts'
import { modelsNow } from '../models.ts'
import { loadLibrary, readFlowFolder } from '../runtime/library.ts'
import type { Command } from './command.ts'
import { enteredCalendar } from './entered-calendar.ts'
import { answerLines, parseLine } from './lines.ts'

/** What the reader makes of each line: for scripts, and for looking over the bot's shoulder. */
export const understand: Command = {
  name: 'understand',
  usage: '< FILE',
  args: [0, 0],
  help: 'help.understand',
  async run({ config, streams }) {
    const settings = config()
    const { FLOWS_DIR, TZ_NAME } = settings
    const { library, problems } = loadLibrary(readFlowFolder(FLOWS_DIR), areas, null, modelsNow(settings))
    if (!library) throw flowsFault(problems)
    const calendar = await enteredCalendar(settings)
    await answerLines(streams, line =>
      understood(library.read, calendar, line, () => localTime(systemClock.now(), TZ_NAME)),
    )
    return 0
  },
}

/** One line in, one object out; what is absent is null. */
export function understood(read: Read, calendar: Calendar, line: string, now: () => string): object {
  const { id, text, ref, kind } = parseLine(line)
  const context = { ref: isLocalTime(ref) ? ref : now(), calendar }
  const reading = read(text, typeof kind === 'string' ? { ...context, kind } : context)
  return {
    id: id ?? null,
    text,
    ...timeFields(reading.time),
    intents: reading.intents.filter(({ flow }) => !flow.startsWith('~')),
  }
}

function timeFields(time: TimeReading | null): object {
  const { kind = 'none', start = null, end = null, startPart = null, endPart = null } = time ?? {}
  const { amount = null, unit = null, future = null, past = null, alt = null } = time ?? {}
  const { endWork = null, dates = null, needs = [], invalid = null } = time ?? {}
  return {
    kind,
    start,
    end,
    startPart,
    endPart,
    amount,
    unit,
    future,
    past,
    alt,
    endWork,
    fuzzy: time?.fuzzy || null,
    provisional: time?.provisional || null,
    dates,
    invalid,
    needs,
  }
}

function isLocalTime(ref: unknown): ref is string {
  return (
    typeof ref === 'string' &&
    /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d/.test(ref) &&
    isDate(ref.slice(0, 10))
  )
}
