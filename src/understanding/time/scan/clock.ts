import { type Numeral, scanNumeral } from '../../numeral.ts'
import {
  littleBefore,
  littleFollows,
  pointsBefore,
  pointsFollow,
  ratioBefore,
  scoreFollows,
} from './look-alikes.ts'
import type { Token } from './token.ts'

/**
 * A time of day that begins at `at` with the numeral given: 8点半, 8:50, 17时, 三点一刻, 八点五十.
 * `told` says whether a day or part of day stands before it, without which 一点 means "a little".
 */
export function clockToken(text: string, at: number, number: Numeral, told: boolean): Token | null {
  if (!number.whole || text[at - 1] === '之') return null
  const sign = text[number.end]
  const said =
    sign === ':'
      ? afterColon(text, at, number)
      : /[点时]/u.test(sign ?? '')
        ? afterHour(text, at, number, told)
        : null
  if (said === null) return null
  const minutes = number.value * 60 + said.minutes
  if (minutes <= 24 * 60) {
    const vague = number.value <= 12 && text[at] !== '0' && sign !== '时'
    return { is: 'clock', at, end: said.end, clock: { minutes, vague } }
  }
  // 25点 is refused where an hour is meant; 26点建议 are points, 30:00 is a score or a length.
  return number.value < 30 && told ? { is: 'invalid', at, end: said.end, nearest: [] } : null
}

interface Minutes {
  minutes: number
  end: number
}

/** 8:50, 08:50:00. One figure after the colon is a ratio, 3:1. */
function afterColon(text: string, at: number, { end, hanzi }: Numeral): Minutes | null {
  const figures = text.slice(end + 1, end + 3)
  if (hanzi || !/^[0-5]\d$/u.test(figures) || /[\d%]/u.test(text[end + 3] ?? '')) return null
  if (ratioBefore(text, at) || scoreFollows(text, end + 3) || text[at - 1] === ':') return null
  const seconds = /^:[0-5]\d(?!\d)/u.test(text.slice(end + 3, end + 7)) ? 3 : 0
  return { minutes: Number(figures), end: end + 3 + seconds }
}

/** 点 or 时 and what may follow: 半, 一刻, 五十, 零五分, 整, 左右. */
function afterHour(text: string, at: number, number: Numeral, told: boolean): Minutes | null {
  const after = number.end + 1
  const said = minutesAt(text, after)
  if (text[after] === '几') return null // 零点几
  if (said === null && !told && soundsLikePoints(text, at, number)) return null
  if (said === null && (pointsFollow(text, after) || (number.value === 1 && littleFollows(text, after))))
    return null
  const { minutes, end } = said ?? { minutes: 0, end: after }
  const tail = /^(?:整|钟|许|多|左右)/u.exec(text.slice(end, end + 2))?.[0] ?? ''
  return { minutes, end: end + tail.length }
}

/** 一点, 两点, 一时 without a day before them are hours only where something says so. */
function soundsLikePoints(text: string, at: number, { value, end, hanzi }: Numeral): boolean {
  const after = end + 1
  if (!hanzi) return pointsBefore(text, at)
  if (/^(?:钟|整|左右|[到至\-~前后]|开会|出发|请假)/u.test(text.slice(after, after + 2))) {
    return pointsBefore(text, at) && text[after] !== '钟'
  }
  if (text[end] === '时') return value < 6 || text.startsWith('间', after)
  return value === 1 || pointsBefore(text, at) || (value === 2 && littleBefore(text, at))
}

function minutesAt(text: string, at: number): Minutes | null {
  if (text[at] === '半' && !/[天年月个小边]/u.test(text[at + 1] ?? '')) return { minutes: 30, end: at + 1 }
  if (text.startsWith('一刻', at)) return { minutes: 15, end: at + (text[at + 2] === '钟' ? 3 : 2) }
  if (text.startsWith('三刻', at)) return { minutes: 45, end: at + 2 }
  const number = scanNumeral(text, text[at] === '零' || text[at] === '〇' ? at + 1 : at)
  if (!number?.whole || number.value > 59) return null
  if (text[number.end] === '分') return { minutes: number.value, end: number.end + 1 }
  const twoFigures = number.end - at === 2 || number.value >= 10
  const counts = /[天个小人名次年月日号周点时:.%元块万]/u.test(text[number.end] ?? '')
  return twoFigures && !counts ? { minutes: number.value, end: number.end } : null
}
