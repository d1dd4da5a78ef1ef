import { FESTIVALS, type Festival, FIGURE_FESTIVALS, NEW_YEARS_EVE } from './festivals.ts'
import { festivalThingBefore, festivalThingFollows, festivalWordFollows, timeMayEnd } from './look-alikes.ts'
import { surnameBefore } from './names.ts'
import { type DayToken, dayToken, type Token, type Trust } from './token.ts'

interface Name {
  name: string
  festival: Festival
  /** Bare figures (五一), which mean the festival only before certain words. */
  figures: boolean
}

const NAMES: ReadonlyMap<string, readonly Name[]> = index()

/** 小长假, 期间, 放假 …: the days off, not the day itself. */
const HOLIDAY = /^(?:(?:小长假|长假|黄金周|假期|假日|节假日|放假|节日)(?:期间)?|期间|假(?![如若设装的]))/u
const THE_DAY = /^(?:当天|当日|那天|这天|那日|正日)/u
/** Nobody is on duty on 春节 alone: 春节值班 is some day of the holiday. */
const ON_DUTY = /^的?值班/u

/** A festival by name, with 当天 or 假期 behind it: 中秋节, 国庆假期, 五一. Look-alikes come out inert. */
export function festivalToken(text: string, at: number): Token | null {
  const found = NAMES.get(text[at] ?? '')?.find(({ name }) => text.startsWith(name, at))
  if (found === undefined) return null
  const { festival, figures } = found
  const end = at + found.name.length
  if (figures && !isFestivalByFigures(text, at, end)) return null
  if (festivalThingFollows(text, end) || festivalThingBefore(text, at) || surnameBefore(text, at)) {
    return { is: 'inert', at, end }
  }
  const rest = text.slice(end, end + 8)
  const holiday = HOLIDAY.exec(rest)
  if (holiday !== null) return token(at, end + holiday[0].length, festival, 'holiday')
  const day = THE_DAY.exec(rest)
  if (day !== null) return token(at, end + day[0].length, festival, 'day')
  const aspect = festival.holiday !== null && ON_DUTY.test(rest) ? 'holiday' : null
  return token(at, end, festival, aspect, timeMayEnd(text, end) ? 'sure' : 'sentence')
}

/** 五一请假, not 五一路, 二十一, 第五一 … */
function isFestivalByFigures(text: string, at: number, end: number): boolean {
  return !/[\d一二三四五六七八九十第周期拜〇零]/u.test(text[at - 1] ?? '') && festivalWordFollows(text, end)
}

function token(
  at: number,
  end: number,
  festival: Festival,
  aspect: 'day' | 'holiday' | null,
  trust: Trust = 'sure',
): DayToken {
  const told = festival === NEW_YEARS_EVE ? 'day' : aspect
  return dayToken(at, end, { is: 'festival', festival, aspect: told }, trust)
}

/** Names by first character, the longest first. */
function index(): Map<string, Name[]> {
  const map = new Map<string, Name[]>()
  const add = (rows: typeof FESTIVALS, figures: boolean) => {
    for (const [names, festival] of rows) {
      for (const name of names.split(' ')) {
        const key = name[0] ?? ''
        map.set(key, [...(map.get(key) ?? []), { name, festival, figures }])
      }
    }
  }
  add(FESTIVALS, false)
  add(FIGURE_FESTIVALS, true)
  for (const names of map.values()) names.sort((a, b) => b.name.length - a.name.length)
  return map
}
