/** A number as it stands in a text, in Arabic or Chinese figures. */
export interface Numeral {
  value: number
  /** Index after its last character. */
  end: number
  /** Written in Chinese figures only: 三, 贰拾. */
  hanzi: boolean
  /** Without decimals. */
  whole: boolean
  /** Only about that much: 三十来, 两三, 20多. */
  fuzzy: boolean
}

/** Figures in order of value, everyday, spoken and bookkeepers' forms. */
const FIGURES: ReadonlyMap<string, number> = new Map(
  ['零〇', '一壹幺', '二贰两俩', '三叁仨', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap(
    (forms, value) => [...forms].map(form => [form, value] as const),
  ),
)
const TENS: Readonly<Record<string, number>> = { 廿: 20, 卅: 30 }
const UNITS: Readonly<Record<string, number>> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const MYRIADS: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }

/** Whether a number can begin with this character. */
export function startsNumeral(character: string | undefined): boolean {
  if (character === undefined) return false
  return isArabic(character) || FIGURES.has(character) || character in TENS || UNITS[character] === 10
}

/**
 * The longest number that begins at `at`, or null. Each character is looked at a few times at most.
 * 12, 1.5, 12,000, 3万5 (35000), 二十, 一万二 (12000), 两千零五 (2005), 二〇二六, 廿八, 三点五天 (3.5), 三十来.
 */
export function scanNumeral(text: string, at: number): Numeral | null {
  if (!startsNumeral(text[at])) return null
  return withTail(text, spelled(text, at) ?? composed(text, at))
}

// === Figures one by one: 二〇二六, and approximations: 两三, 七八十

function spelled(text: string, at: number): Numeral | null {
  let end = at
  while (figureAt(text, end) !== undefined) end++
  const unit = UNITS[text[end] ?? ''] ?? MYRIADS[text[end] ?? '']
  const about = end - at === 2 ? approximate(figureAt(text, at) ?? 0, figureAt(text, at + 1) ?? 0) : null
  if (about !== null) {
    return { value: about * (unit ?? 1), end: unit ? end + 1 : end, hanzi: true, whole: true, fuzzy: true }
  }
  if (unit !== undefined) end-- // the last figure belongs to the unit behind it: 一|二十
  if (end - at < 2) return null
  let value = 0
  for (let i = at; i < end; i++) value = value * 10 + (figureAt(text, i) ?? 0)
  return { value, end, hanzi: true, whole: true, fuzzy: false }
}

/** 两三 and 三五 are about two and about three. */
function approximate(first: number, second: number): number | null {
  return first > 0 && (second === first + 1 || (first === 3 && second === 5)) ? first : null
}

/** A figure that can stand in a row of figures: 俩 and 仨 cannot. */
function figureAt(text: string, at: number): number | undefined {
  const character = text[at] ?? ''
  return character === '俩' || character === '仨' ? undefined : FIGURES.get(character)
}

// === Figures with units: 3万5千, 一千二百零三, 十五, 12,000.5

/** The sum so far, while the figures are read from left to right. */
interface Sum {
  /** Of finished 万 and 亿. */
  total: number
  /** Below the next 万 or 亿. */
  section: number
  /** A figure that waits for its unit. */
  pending: number | null
  lastUnit: number
  /** 零 stands before the pending figure. */
  zero: boolean
}

function composed(text: string, at: number): Numeral {
  const arabic = isArabic(text[at]) ? scanArabic(text, at) : null
  const sum: Sum = { total: 0, section: 0, pending: arabic?.value ?? null, lastUnit: 1, zero: false }
  let end = arabic?.end ?? at
  for (;;) {
    // Arabic figures go on behind a unit only where they began (3万5千, not 十12), and never with 十 (12十).
    const more =
      arabic !== null && sum.pending === null && !sum.zero && isArabic(text[end])
        ? scanArabic(text, end)
        : null
    if (more !== null) sum.pending = more.value
    else if ((arabic !== null && UNITS[text[end] ?? ''] === 10) || !take(sum, text[end] ?? '')) break
    end = more?.end ?? end + 1
  }
  const value = sum.total + sum.section + lastFigure(sum)
  const whole = Number.isInteger(value) && (arabic?.whole !== false || sum.lastUnit > 1)
  return { value, end, hanzi: arabic === null, whole, fuzzy: false }
}

/** Adds one Chinese character to a sum; false where it does not go on the number. */
function take(sum: Sum, character: string): boolean {
  const figure = FIGURES.get(character)
  if (figure === 0) {
    if (sum.pending !== null) return false
    if (sum.total + sum.section === 0) sum.pending = 0
    sum.zero = true
    return true
  }
  if (figure !== undefined) {
    if (sum.pending !== null && !(sum.zero && sum.pending === 0)) return false
    sum.pending = figure
    return true
  }
  if (character in TENS) {
    if (sum.pending !== null || sum.section > 0) return false
    sum.section = TENS[character] ?? 0
    sum.lastUnit = 10
    return true
  }
  return character in UNITS ? takeUnit(sum, UNITS[character] ?? 1) : takeMyriad(sum, MYRIADS[character])
}

function takeUnit(sum: Sum, unit: number): boolean {
  // Only 十 stands without a figure: 十五, 一百一十.
  if (sum.pending === null && (unit > 10 || sum.section % 100 !== 0)) return false
  sum.section += (sum.pending ?? 1) * unit
  sum.pending = null
  sum.lastUnit = unit
  sum.zero = false
  return true
}

function takeMyriad(sum: Sum, unit: number | undefined): boolean {
  if (unit === undefined || (sum.pending === null && sum.section === 0)) return false
  const smaller = sum.total < unit ? sum.total : 0 // 一万亿: what is below the unit is multiplied by it
  sum.total = sum.total - smaller + (smaller + sum.section + (sum.pending ?? 0)) * unit
  sum.section = 0
  sum.pending = null
  sum.lastUnit = unit
  sum.zero = false
  return true
}

/** 一万二: a last figure without unit belongs one rank below the unit before it, unless 零 stands between. */
function lastFigure({ pending, lastUnit, zero }: Sum): number {
  if (pending === null) return 0
  return lastUnit >= 100 && !zero && pending < 10 ? (pending * lastUnit) / 10 : pending
}

/** 12, 12.5, 12,000. A point counts only with a figure behind it. */
function scanArabic(text: string, at: number): { value: number; end: number; whole: boolean } {
  let end = at
  while (isArabic(text[end])) end++
  while (end - at <= 12 && text[end] === ',' && /^\d{3}(?!\d)/u.test(text.slice(end + 1, end + 5))) end += 4
  const whole = text[end] !== '.' || !isArabic(text[end + 1])
  if (!whole) for (end++; isArabic(text[end]); ) end++
  return { value: Number(text.slice(at, end).replaceAll(',', '')), end, whole }
}

// === What may trail a number

/** What may follow 三点五 so that it is 3.5 and not five past three. */
const DECIMAL_UNIT = /[天个小万亿%倍公里千百元块年周工成折米斤吨]/u
const MOST_DECIMALS = 5

/** A spoken decimal (三点五天), or 来, 多, 余, 几 for "about". */
function withTail(text: string, numeral: Numeral): Numeral {
  const { value, end, hanzi, whole } = numeral
  const mark = text[end] ?? ''
  if (mark === '点' && hanzi && whole) {
    const decimals = decimalsAt(text, end + 1)
    const after = end + 1 + decimals.length
    if (decimals !== '' && DECIMAL_UNIT.test(text[after] ?? '')) {
      return { ...numeral, value: Number(`${value}.${decimals}`), end: after, whole: false }
    }
  }
  if (!'多余来几'.includes(mark) || mark === '' || value < 10 || value % 10 !== 0) return numeral
  const myriad = MYRIADS[text[end + 1] ?? '']
  return { ...numeral, value: value * (myriad ?? 1), end: end + (myriad ? 2 : 1), fuzzy: true }
}

/** Figures behind 点 as digits: 五 → "5". */
export function decimalsAt(text: string, at: number): string {
  let decimals = ''
  while (decimals.length <= MOST_DECIMALS && figureAt(text, at + decimals.length) !== undefined) {
    decimals += figureAt(text, at + decimals.length)
  }
  return decimals.length > MOST_DECIMALS ? '' : decimals
}

function isArabic(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9'
}
