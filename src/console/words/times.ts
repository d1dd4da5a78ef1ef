const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  month: 'long',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** `11月22日周日 22:34`, with the year where it is not this one. */
export function moment(at: number): string {
  const year = new Date(at).getFullYear()
  const words = MOMENT.format(at).replace(/\s*(周.)\s*/, '（$1）')
  return year === new Date().getFullYear() ? words : `${year}年${words}`
}

/** `11月22日` from `2026-11-22`. @param known the year that goes without saying: this one */
export function day(date: string, known = new Date().getFullYear()): string {
  const [year, month, number] = date.split('-').map(Number)
  const words = `${month}月${number}日`
  return year === known ? words : `${year}年${words}`
}

const WEEKDAYS = '日一二三四五六'

/** `11月22日（周日）` from `2026-11-22`. */
export function dayWithWeekday(date: string, known?: number): string {
  return `${day(date, known)}（周${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}）`
}

/** How long until a moment, or since: `还有2天`, `过了3小时`. */
export function until(at: number, now: number): string {
  const minutes = Math.round(Math.abs(at - now) / 60_000)
  const long =
    minutes < 60
      ? `${minutes}分钟`
      : minutes < 48 * 60
        ? `${Math.round(minutes / 60)}小时`
        : `${Math.round(minutes / 1440)}天`
  return at >= now ? `还有${long}` : `过了${long}`
}
