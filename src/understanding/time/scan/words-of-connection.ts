import { INERT, mark, type Row, verb } from './words.ts'

const FIGURE = '[\\d一二两三四五六七八九十半俩仨]'

/** 开始时间:, 结束日期是: the labels of a form, with what may stand between them and the time. */
function labels(names: string, bare: string): string {
  const links = [':', '是', '为', '是:', '为:']
  const said = names.split(' ')
  return [...said, ...[...said, ...bare.split(' ')].flatMap(name => links.map(link => name + link))].join(' ')
}

/** Words that join times, draw their edges, lead a length, reject or replace. */
export const WORDS_OF_CONNECTION: readonly Row[] = [
  [
    '到 至 直到 直至 一直到 持续到 至到 到快 到将近 到接近 到差不多 到大概 到大约',
    [mark('to')],
    { not: '于|少|多|底|时候|处|位' },
  ],
  ['和 与 及 以及 跟 、 & + /', [mark('and')]],
  ['或 或者 或是', [mark('or')]],
  ['的 之', [mark('of')]],
  ['从 自 由 自从 打从', [mark('from')]],
  [
    labels('开始时间 开始日期 起始时间 起始日期 起始日 开始日 请假开始时间 请假开始日期', '开始 起始 起 从'),
    [mark('from')],
  ],
  [
    labels('结束时间 结束日期 终止时间 终止日期 结束日 请假结束时间 请假结束日期', '结束 终止 止 至 到'),
    [mark('to')],
  ],
  ['算', [mark('since')], { only: '$|[,。!?;]' }],
  ['起 开始 算起 起始', [mark('since')], { not: '床|飞|草|诉|来|身|点|航|因|色|名|义|重|夜|不' }],
  ['下班前 下班之前 下班以前', [mark('before')]],
  [
    '前 之前 以前 前夕',
    [mark('before')],
    { not: '往|来|去|台|面|任|提(?![交供出醒报前升请])|期|天|线|进|景|途|列|辈|沿|后' },
  ],
  ['结束后 结束之后 结束以后', [mark('after')]],
  ['后 之后 以后 过后', [mark('after')], { not: '勤|续|面|期|台|备|果|悔|盾|方|代|天' }],
  ['前后 左右', [mark('around')]],
  ['内 之内 以内', [mark('within')], { not: '容|部|蒙|科|审|控|外|心|务|网|环' }],
  [
    '截止 截止到 截止至 截至 截至到 最晚 最迟 不晚于 最晚到 最迟到 截止时间 截止日期 截止时间为 截止日期为 截止时间是 截止日期是',
    [mark('by')],
  ],
  [labels('截止日期 截止时间', '截止 截至'), [mark('by')]],
  ['为止 止 结束', [mark('until')]],
  [
    '才走 才回 才到家 才完 才结束 才散 才下班 才收工 才撤 才离开 才弄完 才忙完 才干完 才写完 才开完 才歇',
    [mark('ended')],
  ],
  ['走的 撤的 散的 结束的 下班的 收工的 交班 下夜班', [mark('ended')]],
  ['也', [mark('also')]],
  ['那周 那一周 那个星期 那个礼拜 那星期 那礼拜 当周', [mark('thatWeek')], { not: '[一二三四五六日天末]' }],
  ['一直 一路 一起', []], // no figure, and nothing that keeps two ends of a span apart
  [
    '延长到 延到 延至 续到 续假到 续至 延长至 展期到 续假至 顺延到',
    [verb('leave'), mark('until'), mark('to')],
  ],
  ['加过 值过 去过 来过 住过 看过 做过 用过 有过', [INERT]],
  ['过 再过', [mark('later')], { only: FIGURE }],
  ['未来 接下来 接下来的 今后 往后 此后 未来的', [mark('ahead')]],
  ['后面 后头', [mark('ahead')], { only: FIGURE }],
  ['这', [mark('these')], { only: FIGURE }],
  ['最近 近 最近的', [mark('recent')], { only: FIGURE }],
  ['过去 过去的', [mark('past')]],
  ['每 每天 每日 每月 每个月 每年 每次 天天 每隔 每晚 每早 逢', [mark('every')]],
  ['不是 不要 别 不用 不想 并非 不选 别选 不在', [mark('not')]],
  ['行不行 成不成 方不方便 能不能行', [INERT]],
  ['不行 不成 没空 不方便 去不了 来不了 请不了 休不了 不请 不休 不了 没时间', [mark('failing')]],
  [
    '改成 改为 改到 改在 改至 换成 换到 换为 调到 调整到 调整为 调至 推迟到 推迟至 推到 推至 延后到 延迟到 提前到 提前至 挪到 变更为 变成 而是 其实是 其实应该是 应该是 应为 应是 更正为 请的是 报的是 说的是 要的是',
    [mark('instead')],
  ],
  ['不', [mark('instead')], { only: '[,、]' }],
  ['改 换', [mark('instead')], { only: '[\\d今明后大下周星礼一二三四五六七八九十请休]' }],
  [
    '那就 只好 只能',
    [mark('instead')],
    { only: '(?:请|休|改)?(?:[\\d今明后大下周本这星礼]|[一二三四五六七八九十]+[号月])' },
  ],
  ['不对 哦不 噢不 啊不 错了 说错了 搞错了 写错了 打错了', [mark('instead')]],
]
