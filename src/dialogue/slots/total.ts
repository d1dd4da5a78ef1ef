const COUNT = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百半]+)'
const WORDS =
  '一共|总共|合计|共计|总计|累计|拢共|统共|加起来|合起来|加一起|合在一起|总(?:时长|工时|小时数?)|共'
const DAYS = '(?<![\\d第])(?:[2-9]|\\d{2,}|[二两三四五六七八九十]+)(?:天|个?晚上?)'
/** What may stand between such a word and the hours. */
const BETWEEN =
  '(?:[加值干忙守]了?|值守|班|时间|下来|总共|一共|大概|大约|约|差不多|也?就|是|有|了|我|[:：\\s])*'
const TOTAL = new RegExp(`(?:${WORDS}|${DAYS})${BETWEEN}${COUNT}个?半?个?(?:小时|钟头|分钟)半?`, 'u')
const OF_DAYS = new RegExp(DAYS, 'u')
/** “每天一共8小时”, “各自合计3小时”: a total of each, which is no total of them together. */
const OF_EACH = new RegExp(
  `(每个?工作日|每一?[天日晚人]|每个人|各自?|天天|晚晚)([^，,。；;加值干忙守]{0,4}?)(?:${WORDS})`,
  'gu',
)

/** Hours that are told of several days or people together. */
export interface Total {
  /** As it was said, the word that makes it a total with it. */
  readonly said: string
  /** Whether it says of how many days. */
  readonly days: boolean
  /** The rest of the text. */
  readonly rest: string
}

/** “一共16小时”, “两天16小时”: a length that is nobody's and no day's alone; null = the text tells none. */
export function totalTold(plain: string): Total | null {
  const found = TOTAL.exec(plain)
  if (!found) return null
  const rest = plain.slice(0, found.index) + plain.slice(found.index + found[0].length)
  return { said: found[0], days: OF_DAYS.test(found[0]), rest }
}

/** A text with “每天一共8小时” as “每天8小时”. */
export function withoutTotalOfEach(plain: string): string {
  return plain.replace(OF_EACH, '$1$2')
}
