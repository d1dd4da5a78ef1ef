import { NEAREST_HOLIDAY, SPRING_FESTIVAL } from './festivals.ts'
import type { Day, Side, TokenBody } from './token.ts'
import { day, mark, type Row, relative, slice, year } from './words.ts'

const am: TokenBody = { is: 'part', part: 'am', dawn: false, trust: 'sure' }
const dawn: TokenBody = { is: 'part', part: 'am', dawn: true, trust: 'sure' }
const noon: TokenBody = { is: 'part', part: 'noon', dawn: false, trust: 'sure' }
const pm: TokenBody = { is: 'part', part: 'pm', dawn: false, trust: 'sure' }
/** Nights without a day are where people lie awake; they are booked only when the sentence says so. */
const eve: TokenBody = { is: 'part', part: 'eve', dawn: false, trust: 'sentence' }
const nearestHoliday: Day = { is: 'festival', festival: NEAREST_HOLIDAY, aspect: 'holiday' }
const springFestival: Day = { is: 'festival', festival: SPRING_FESTIVAL, aspect: null }
const flank = (of: Day, side: Side): TokenBody =>
  day({ is: 'flank', of, side, first: 1, count: null, unit: 'workday' })

/** 早上好, but not 晚上好像 or 上午好多人. */
const GREETING = '好(?![像多几久好不难容])|安(?=$|[,。!~、])'
/** 今日头条, 明日方舟, 明天广场: a day that begins a title or a brand. */
const TITLE =
  '头条|要闻|说法|看点|之星|方舟|重现|黄花|视点|关注|资讯|广场|超市|小区|大酒店|国际酒店|系列|会更好|之子|华侨城'

/** 今年48岁: an age, not a year. */
const AGE = '(?:都|已经?|才|刚|也)?[\\d一二三四五六七八九十]{1,3}(?:[多来]?周?岁|了(?:$|[,。!]))|多大'
/** 昨下午, 今上午: what follows a day shortened to one character. */
const PART_OF_DAY = '(?:上午|早上|中午|下午|傍晚|晚上|夜里)'

/** Days, parts of day, months and years that are words and need no grammar of their own. */
export const WORDS_OF_TIME: readonly Row[] = [
  // Days counted from today
  ['今天 今儿 今儿个 今个 今个儿', [relative(0)], { not: TITLE }],
  ['今日', [relative(0)], { not: TITLE, wary: true }],
  ['明天 明儿 明儿个 明个 明个儿', [relative(1)], { not: TITLE }],
  ['明日', [relative(1)], { not: TITLE, wary: true }],
  ['听日', [relative(1)], { not: '[期程常]' }],
  ['明朝', [relative(1)], { not: '[代末皇]' }],
  ['今朝', [relative(0)], { not: '有酒|风流' }],
  ['寻日 琴日', [relative(-1)]],
  ['后天 后日 后儿 后儿个 后个 后个儿', [relative(2)], { not: '性|努力|形成|养成|免疫|因素' }],
  ['大后天 大后日', [relative(3)]],
  ['大大后天', [relative(4)]],
  ['昨天 昨儿 昨儿个 昨个 昨个儿 夜儿个', [relative(-1)], { not: TITLE }],
  ['昨日', [relative(-1)], { not: TITLE, wary: true }],
  ['前天 前日 前儿 前儿个 前个儿', [relative(-2)], { not: '津' }],
  ['大前天 大前日', [relative(-3)]],
  ['今明 今明两天 今明两日 今天明天', [relative(0, 1)], { not: '年' }],
  ['今明后 今明后三天', [relative(0, 2)]],
  ['明后 明后天 明后两天 明后两日', [relative(1, 2)], { not: '年' }],
  ['昨今两天', [relative(-1, 0)]],
  ['前昨两天 昨前天 前昨天 昨前两天', [relative(-2, -1)]],
  ['这两天', [day({ is: 'relative', from: 0, to: 1, around: true })]],
  ['次日 翌日 第二天 隔天 隔日', [day({ is: 'next' })]],
  ['即日 即刻', [relative(0)]],
  ['现在 目前 此刻 当前 眼下 现', [relative(0)], { only: '起|开始' }],
  ['至今', [mark('to'), relative(0)]],
  ['到现在 到目前 截至目前 截止目前', [mark('to'), relative(0)], { only: '为止|$|[,。]|一直|[都还在]' }],
  ['今', [relative(0)], { only: PART_OF_DAY }],
  ['明', [relative(1)], { only: PART_OF_DAY }],
  ['昨', [relative(-1)], { only: PART_OF_DAY }],
  ['今早 今晨', [relative(0), am]],
  ['明早 明晨', [relative(1), am], { not: '点(?!半)|就' }],
  ['昨早 昨晨', [relative(-1), am]],
  ['今午', [relative(0), noon]],
  ['明午', [relative(1), noon]],
  ['今晚 今夜', [relative(0), eve]],
  ['明晚 明夜', [relative(1), eve]],
  ['昨晚 昨夜', [relative(-1), eve]],
  ['前晚', [relative(-2), eve]],

  // Parts of a day
  [
    '上午 早上 早晨 清晨 清早 大清早 一早 一大早 早间 上半天 前半天 前半晌 前晌 头晌 头午 上昼',
    [am],
    { not: GREETING, wary: true },
  ],
  ['凌晨 拂晓 黎明', [dawn], { wary: true }],
  ['中午 正午 午间 晌午 晏昼 中饭后', [noon], { not: GREETING, wary: true }],
  ['下午 午后 下半天 后半天 后半晌 后晌 下晌 过晌 下昼', [pm], { not: GREETING, wary: true }],
  [
    '傍晚 晚上 晚间 夜里 夜间 夜晚 半夜 深夜 午夜 当晚 黄昏 黑咧 黑里 擦黑 天黑后 黑夜 下晚',
    [eve],
    { not: GREETING + '|三更' },
  ],
  ['上下午', [am, mark('to'), pm]],
  ['一上午 一个上午', [am]],
  ['一下午 一个下午', [pm]],
  ['全天 整天', [mark('whole')]],
  ['个把小时 个把钟头', [{ is: 'length', length: { amount: 1, unit: 'hour', fuzzy: true } }]],

  // Pieces of months and years; years themselves
  ['上旬', [slice('month', 'first10')]],
  ['中旬', [slice('month', 'second10')], { not: '刊' }],
  ['下旬', [slice('month', 'last10')]],
  ['中下旬', [slice('month', 'last20')]],
  ['月初', [slice('month', 'early')]],
  ['月中', [slice('month', 'middle')], { not: '旬|秋|考' }],
  ['月底 月末 月尾', [slice('month', 'late')]],
  ['上半月 上半个月', [slice('month', 'firstHalf')]],
  ['下半月 下半个月', [slice('month', 'secondHalf')]],
  ['年初', [slice('year', 'early')], { not: '[一二三四五六七八九十]' }],
  ['年中', [slice('year', 'middle')], { not: '秋|国|考' }],
  ['年底 年末 年尾 岁末 年终', [slice('year', 'late')], { not: '奖|总结|考核|决算|述职|绩效|会' }],
  ['上半年', [slice('year', 'firstHalf')]],
  ['下半年', [slice('year', 'secondHalf')]],
  ['今年 本年 本年度', [year(0)], { not: AGE }],
  ['明年 来年', [year(1)]],
  ['后年', [year(2)]],
  ['去年 上年', [year(-1)]],
  ['前年', [year(-2)]],
  ['大前年', [year(-3)]],
  ['年内 今年内 今年以内', [year(0), mark('until')]],
  ['双休日', [day({ is: 'period', unit: 'weekend', offset: null, number: null })]],
  ['双休', [day({ is: 'period', unit: 'weekend', offset: null, number: null })], { not: '$|[,。!?;制吗的]' }],

  // Beside a holiday that is not named
  ['节前 放假前 假前 收假前', [flank(nearestHoliday, -1)]],
  ['节后 假期后 长假后 放假后 收假后 小长假后', [flank(nearestHoliday, 1)]],
  ['年前', [flank(springFestival, -1)]],
  ['年后', [flank(springFestival, 1)]],
]
