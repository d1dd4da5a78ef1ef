/** Pinyin and English for the commonest words of time, lower case, with the Chinese they stand for. */
const WORDS: Readonly<Record<string, string>> = {
  jintian: '今天',
  mingtian: '明天',
  houtian: '后天',
  dahoutian: '大后天',
  zuotian: '昨天',
  qiantian: '前天',
  mingzao: '明早',
  jinwan: '今晚',
  mingwan: '明晚',
  zuowan: '昨晚',
  shangwu: '上午',
  zaoshang: '早上',
  zhongwu: '中午',
  xiawu: '下午',
  wanshang: '晚上',
  bantian: '半天',
  yitian: '一天',
  liangtian: '两天',
  santian: '三天',
  yi: '一',
  liang: '两',
  san: '三',
  ban: '半',
  xia: '下',
  zhou: '周',
  yue: '月',
  hao: '号',
  qingjia: '请假',
  jiaban: '加班',
  nianjia: '年假',
  bingjia: '病假',
  shijia: '事假',
  tiaoxiu: '调休',
  dao: '到',
  qing: '请',
  ge: '个',
  xiaoshi: '小时',
  tian: '天',
  benyue: '本月',
  xiageyue: '下个月',
  shanggeyue: '上个月',
  guoqing: '国庆',
  today: '今天',
  tomorrow: '明天',
  tmr: '明天',
  tmrw: '明天',
  yesterday: '昨天',
  tonight: '今晚',
  morning: '上午',
  noon: '中午',
  afternoon: '下午',
  evening: '晚上',
  monday: '周一',
  tuesday: '周二',
  wednesday: '周三',
  thursday: '周四',
  friday: '周五',
  saturday: '周六',
  sunday: '周日',
  mon: '周一',
  tue: '周二',
  wed: '周三',
  thu: '周四',
  fri: '周五',
  next: '下',
  last: '上',
  this: '这',
  week: '周',
  month: '月',
  one: '一',
  two: '两',
  three: '三',
  half: '半',
  day: '天',
  days: '天',
  hour: '小时',
  hours: '小时',
  until: '到',
  till: '到',
  to: '到',
  from: '从',
  leave: '请假',
  overtime: '加班',
}

/** English months by their first three letters, in order. */
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** September. */
export const LONGEST_MONTH = 9

const WEEK_PREFIXES = { '': '', xia: '下', xiaxia: '下下', shang: '上', ben: '本', zhe: '这' }
const WEEKDAYS = {
  yi: '一',
  er: '二',
  san: '三',
  si: '四',
  wu: '五',
  liu: '六',
  ri: '日',
  tian: '天',
  mo: '末',
}

/** Chinese for a Latin word or a run of pinyin words without spaces, or null. */
export const LATIN: ReadonlyMap<string, string> = new Map([...Object.entries(WORDS), ...weeks()])

export const LONGEST_LATIN = Math.max(...[...LATIN.keys()].map(word => word.length))

/** xiazhouyi, benlibaisan, zhouwu … */
function weeks(): [string, string][] {
  return Object.entries(WEEK_PREFIXES).flatMap(([pinyin, prefix]) => [
    ...['zhou', 'xingqi', 'libai'].flatMap(unit =>
      Object.entries(WEEKDAYS).map(([day, hanzi]): [string, string] => [
        `${pinyin}${unit}${day}`,
        `${prefix}周${hanzi}`,
      ]),
    ),
    ...(prefix === '' ? [] : [[`${pinyin}zhou`, `${prefix}周`] satisfies [string, string]]),
  ])
}
