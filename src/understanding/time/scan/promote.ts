import type { Token } from './token.ts'

/**
 * Numbers that take their unit from a neighbour: 15到17号, 3、5、8号, 下午2到4点, 12.3-5. Each becomes the day
 * or hour that it is. First from the right (15到 | 17号), then from the left (12.3- | 5).
 */
export function promote(tokens: readonly Token[], text: string): Token[] {
  const promoted = [...tokens]
  for (let i = promoted.length - 3; i >= 0; i--) {
    const [number, link, unit] = [promoted[i], promoted[i + 1], promoted[i + 2]]
    if (number?.is !== 'number' || !isLink(link) || !joined(number, link, unit)) continue
    if (unit?.is === 'day' && unit.day.is === 'date' && unit.day.month === null) {
      const day = asDay(number)
      if (day !== null && number.value !== unit.day.day) promoted[i] = day
    } else if (unit?.is === 'number' && isLengthOfDays(promoted[i + 3], unit)) {
      promoted[i + 2] = asDay(unit) ?? unit
      promoted[i] = asDay(number) ?? number
    } else if (unit?.is === 'clock' && link?.is === 'mark' && link.mark !== 'and') {
      promoted[i] = asHour(number) ?? number
    } else if (unit?.is === 'length' && link?.is === 'mark' && link.mark !== 'and') {
      promoted[i] = { is: 'inert', at: number.at, end: number.end }
      promoted[i + 2] = { ...unit, length: { ...unit.length, fuzzy: true } }
    }
  }
  for (let i = 0; i + 2 < promoted.length; i++) {
    const [left, link, number] = [promoted[i], promoted[i + 1], promoted[i + 2]]
    const unit = sameTens(left, number, text)
    if (unit !== null && isLink(link) && joined(left ?? unit, link, number)) promoted[i + 2] = unit
    if (left?.is !== 'day' || left.day.is !== 'date' || number?.is !== 'number') continue
    if (!isLink(link) || !joined(left, link, number) || countsSomething(text, number)) continue
    // 26号,1共3天: behind a comma figures must rise to be a list.
    if (link?.is === 'stop' && number.value <= left.day.day) continue
    const day = asDay(number)
    if (day !== null) promoted[i + 2] = day
  }
  return promoted.map((token, i) =>
    token.is === 'number' ? (barePartDay(token, promoted, i) ?? token) : token,
  )
}

/** 十五、六号 are the 15th and the 16th: written in characters, the second leaves out its ten. */
function sameTens(left: Token | undefined, right: Token | undefined, text: string): Token | null {
  if (left?.is !== 'day' || left.day.is !== 'date') return null
  if (right?.is !== 'day' || right.day.is !== 'date' || right.day.month !== null) return null
  const tens = left.day.day - (left.day.day % 10)
  const rises = tens >= 10 && right.day.day < 10 && right.day.day > left.day.day % 10
  const characters = /[十廿]/u.test(text.slice(left.at, left.end)) && text[right.at - 1] === '、'
  return rises && characters ? { ...right, day: { ...right.day, day: tens + right.day.day } } : null
}

/** 24下午: a figure that begins a clause right before a part of day is a day of the month. */
function barePartDay(
  number: Extract<Token, { is: 'number' }>,
  tokens: readonly Token[],
  at: number,
): Token | null {
  const [before, after] = [tokens[at - 1], tokens[at + 1]]
  const begins = number.at === 0 || (before?.is === 'stop' && before.end === number.at)
  return begins && after?.is === 'part' && after.at === number.end ? asDay(number) : null
}

/** The month is left open on purpose: resolved after its neighbour, 12.30-2 may end in January. */
function asDay(number: Extract<Token, { is: 'number' }>): Token | null {
  const { at, end, value } = number
  if (!Number.isInteger(value) || value < 1 || value > 31) return null
  return {
    is: 'day',
    at,
    end,
    day: { is: 'date', year: null, month: null, day: value },
    trust: 'sure',
  }
}

function asHour(number: Extract<Token, { is: 'number' }>): Token | null {
  const { at, end, value } = number
  if (!Number.isInteger(value) || value < 0 || value > 24) return null
  return { is: 'clock', at, end, clock: { minutes: value * 60, vague: value <= 12 } }
}

/** 29、30两天: what is counted in days are days of the month. */
function isLengthOfDays(length: Token | undefined, number: Token): boolean {
  return (
    length?.is === 'length' &&
    length.length.unit === 'day' &&
    length.length.amount >= 2 &&
    length.at === number.end
  )
}

/** 25，26号: figures that rise are a list even behind a comma. */
function isLink(token: Token | undefined): boolean {
  if (token?.is === 'stop') return !token.strong
  return token?.is === 'mark' && (token.mark === 'to' || token.mark === 'dash' || token.mark === 'and')
}

function joined(...tokens: (Token | undefined)[]): boolean {
  return tokens.every((token, i) => i === 0 || (token !== undefined && tokens[i - 1]?.end === token.at))
}

/** 12月3日、5人: the number counts people, not days. */
function countsSomething(text: string, { end }: Token): boolean {
  return /[天个次人名位万千百元块%点时:.小工年月岁件项台套批倍楼共定直般起些样]/u.test(text[end] ?? '')
}
