import { timeMayEnd, venueFollows, wishFollows } from './look-alikes.ts'
import { givenNameFollows } from './names.ts'
import { type DayToken, dayToken, type Token, type Trust } from './token.ts'

const WEEKDAYS: Readonly<Record<string, number>> = {
  ...{ 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 },
  ...{ 1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7 },
}

/**
 * Weekdays and weekends behind 周, 星期, 礼拜, whose end is `from`: 周三, 下周末, 下周一、三、五, 周一至三. `week` is the
 * offset said before it, null for none. Null where no weekday follows.
 */
export function weekdayTokens(text: string, at: number, from: number, week: number | null): Token[] | null {
  const next = text[from] ?? ''
  if (wishFollows(text, from + 1)) return [{ is: 'inert', at, end: from + 1 }]
  if (next === '末') return [weekend(at, from + 1, week)]
  const short = text[from - 1] === '周'
  if (short && /^六日(?!常)/u.test(text.slice(from, from + 3))) return [weekend(at, from + 2, week)]
  const weekday = weekdayAt(text, from, week !== null)
  if (weekday === null) return null
  const end = from + 1
  if (week !== null) return [day(at, end, weekday, week), ...leaning(text, end, week, weekday)]
  if (venueFollows(text, end) || (short && isName(text, from))) return [{ is: 'inert', at, end }]
  const more = leaning(text, end, week, weekday)
  const doubt = short && more.length === 0 && !timeMayEnd(text, end)
  return [day(at, end, weekday, week, doubt ? 'sentence' : 'sure'), ...more]
}

/** 周天 is Sunday only where a word may begin: 周天佑 is a person, and so is 周一围. */
function isName(text: string, from: number): boolean {
  const loneSky = /[请休加值,。、到至和上下早晚有要去我的\-~!?;)]/u.test(text[from + 1] ?? ',')
  return (text[from] === '天' && !loneSky) || givenNameFollows(text, from + 1)
}

/** What after 一 makes another word of it: 下周一直, 下周一定; but 下周一直接 and 下周一起休 are Mondays. */
const OTHER_WORD =
  /^(?:直(?!接)|定|共|般|样|些|切|致|律|旦|并|整个|整周|起(?=[去来吃参开学走聚做干出喝看玩讨研商回过]))/u
const COUNTED_THING = /^(?:天(?!气)|个|次|人|名|项|件|小时|楼)/u

/** The weekday at `at`, null where the character belongs to something else (下周三天, 本周日常). */
function weekdayAt(text: string, at: number, prefixed: boolean): number | null {
  const character = text[at] ?? ''
  const rest = text.slice(at + 1, at + 4)
  const weekday = WEEKDAYS[character]
  if (weekday === undefined) return null
  if (/\d/u.test(character)) return /^[\d次天个人月点:时小.、-]/u.test(rest) ? null : weekday
  if (character === '日' && /^[常程志报均]/u.test(rest)) return null
  if (character === '一' && OTHER_WORD.test(rest)) return null
  return prefixed && weekday < 7 && COUNTED_THING.test(rest) ? null : weekday
}

/** Weekdays that lean on the one before: 、三、五 and 至三 and plain 三五. */
const LEANING = /([、,和及])?(至|到|[-~—–])?([一二三四五六日天]|[1-7](?!\d))/uy
/** What a leaning weekday cannot be followed by: then the figure counts something (、三点, 至三楼). */
const COUNTS_NEXT = /[\d一二三四五六七八九十点天时个月周年号刻小工次人名位项件万千百楼分亚把条级批]/u
/** What must follow it where only a comma or nothing leads to it. */
const MAY_FOLLOW_RUN = /[两请休加值都的和到至上下早晚要有不去出我在,、。;!?)]/u

/** 周四五六|三个晚上: the days just told are counted. */
const COUNTS_DAYS = /^[两三四五][个天]/u

function leaning(text: string, from: number, week: number | null, first: number): Token[] {
  const tokens: Token[] = []
  let last = first
  for (let at = from; ; ) {
    LEANING.lastIndex = at
    const [all = '', and, to, figure = ''] = LEANING.exec(text) ?? []
    const weekday = WEEKDAYS[figure] ?? 0
    const end = at + all.length
    if (
      weekday <= last ||
      !mayLean(text.slice(end, end + 2), weekday, to === undefined && (and ?? ',') === ',')
    )
      return tokens
    if (and !== undefined) tokens.push({ is: 'mark', at, end: at + 1, mark: 'and' })
    if (to !== undefined) tokens.push({ is: 'mark', at, end: at + 1, mark: 'to' })
    tokens.push(day(end - 1, end, weekday, week))
    last = weekday
    at = end
  }
}

/** Whether a weekday may lean, seen what comes next: another that leans, or an end that fits. */
function mayLean(rest: string, weekday: number, loose: boolean): boolean {
  const next = rest[0] ?? ''
  if (COUNTS_DAYS.test(rest)) return loose
  if ((WEEKDAYS[next] ?? 0) > weekday) return true
  return loose ? next === '' || MAY_FOLLOW_RUN.test(next) : !COUNTS_NEXT.test(next)
}

function day(at: number, end: number, weekday: number, week: number | null, trust: Trust = 'sure'): DayToken {
  return dayToken(at, end, { is: 'weekday', weekday, week }, trust)
}

function weekend(at: number, end: number, offset: number | null): DayToken {
  return dayToken(at, end, { is: 'period', unit: 'weekend', offset, number: null })
}
