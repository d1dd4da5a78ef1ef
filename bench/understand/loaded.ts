/** What `cost.ts` builds and starts: loads the understanding, reads one text, and tells what that took. */
const before = process.memoryUsage().rss
const begun = performance.now()
const [{ makeRead }, { chineseCalendar }, { BLANK }] = await Promise.all([
  import('../../src/understanding/index.ts'),
  import('../../src/understanding/calendar/index.ts'),
  import('../../src/understanding/intents/model.ts'),
])
const reading = makeRead(() => BLANK)('下周三下午', { ref: '2026-11-26T09:30', calendar: chineseCalendar() })
const told = { first: reading.time?.start, loadMs: Math.round(performance.now() - begun) }
const loadMb = Math.round((process.memoryUsage().rss - before) / 2 ** 20)
process.stdout.write(JSON.stringify({ ...told, loadMb }))
