/** A time between messages: today only the hour, else the day with its weekday. */
export function timeMark(at: number, now: number, zone: string): string {
  const hour = format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const day = (ms: number) => format(ms, zone, { year: 'numeric', month: 'numeric', day: 'numeric' })
  return day(at) === day(now) ? hour : `${dayWords(at, zone)} ${hour}`
}

/** `11月22日 周日`. */
export function dayWords(at: number, zone: string): string {
  const date = format(at, zone, { month: 'long', day: 'numeric' })
  return `${date} ${format(at, zone, { weekday: 'short' })}`
}

/** `22:34`. */
export function hourWords(at: number, zone: string): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}

/** How far the trial's time is ahead: `快了1天30分钟`. */
export function aheadWords(minutes: number): string {
  if (minutes <= 0) return '和现在一样'
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  const rest = minutes % 60
  const parts = [days && `${days}天`, hours && `${hours}小时`, rest && `${rest}分钟`]
  return `比现在快${parts.filter(Boolean).join('')}`
}

function format(at: number, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('zh-CN', { timeZone, ...options }).format(at)
}
