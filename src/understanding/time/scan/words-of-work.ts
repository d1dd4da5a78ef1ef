import { INERT, type Row, verb } from './words.ts'

/** What 请 asks for: a length, a kind of leave, a day; not 请明确, 请下载. */
const REQUESTED =
  '[\\d一二两三四五六七八九十半俩仨个了年病事调婚产丧探育公完到]|[今明后]天|明后|大后天|(?:本|这|下下?)个?(?:周|星期|礼拜|月)|[周星礼](?:期|拜)?[一二三四五六日天]'

/** 那天是周日: the weekday of a day told already. */
const TELLING_WEEKDAY = ['那天是', '当天是', '那天正好是', '那天刚好是', '正好是', '刚好是']
  .flatMap(led =>
    ['周', '星期', '礼拜'].flatMap(week => [...'一二三四五六日天'].map(day => led + week + day)),
  )
  .join(' ')

/** What people do on those days, and look-alikes that would otherwise lend their characters to a time. */
export const WORDS_OF_WORK: readonly Row[] = [
  [
    '请假 休假 告假 事假 病假 年假 年休 年休假 公休 婚假 产假 陪产假 护理假 丧假 探亲假 育儿假 哺乳假 工伤假',
    [verb('leave')],
  ],
  ['请过 休过 歇过', [verb('leave')]],
  ['先走 早走 提前走 先撤 早退 提前下班 先下班 晚到 晚来 迟到', [verb('leave')]],
  ['休息 休养 疗养 病休 休 歇 假 轮休', [verb('leave')], { not: '如|设|装|若|冒|借' }],
  ['调休 补休 倒休 换休 存休 加班调休 加班补休 加班换休 加班倒休', [verb('comp')]],
  ['请', [verb('leave')], { only: REQUESTED }],
  [
    '用在 用到 放在 放到 排在 安排在 安排到',
    [verb('leave')],
    { only: '[\\d今明后大下周本这星礼一二三四五六七八九十元春清端国中]' },
  ],
  ['放', [verb('leave')], { only: '(?:\\d|半|[一两三])个?天' }],
  [
    '上班 返岗 到岗 到单位 到局里 到办公室 复工 返工 复岗 上岗 归队 销假 回单位 回岗 回局里 正常上班 回来上班 回去上班',
    [verb('back')],
  ],
  ['回来 返回 返程 回程', [verb('return')]],
  ['回', [verb('return')], { only: '$|[,。!?;]' }],
  ['弄 干 写 忙 搞 做 熬 守 聊 折腾 审 查 巡 跑', [verb('other')], { only: '到|至' }],
  ['没法上班 不能上班 无法上班 不上班 不去上班 不来上班 上不了班', [verb('leave')]],
  ['没休过 没请过 没歇过', [verb('balance')]],
  [
    '休了 住了 躺了 养了',
    [verb('balance')],
    { only: '[半一二两三四五六七八九十\\d]+个?(?:多)?(?:月|周|星期|礼拜)' },
  ],
  ['补班 补班日 补的班 调休上班 调休上班日 调班', [verb('makeup')]],
  [
    '没来 没去 没到 没上班 没来上班 没打卡 没打上卡 漏打卡 忘打卡 忘记打卡 忘了打卡 缺卡 漏卡 缺勤 旷工 补卡 补签 补假 补个假 补请 补病假 补事假 补年假 补请假 补个病假 补张病假条 补个病假条 补病假条 补手续 补个手续 补个说明 补的假条 补的请假条 补的假 补交 补来 补齐',
    [verb('done')],
  ],
  [
    '提前 提早',
    [verb('leave')],
    { only: '[\\d一二两三半]个?(?:小时|钟头|分钟|半小时|刻钟)(?:下班|走|离|回|撤|收工)?' },
  ],
  ['推 推迟 推后 往后推 延后 往后延 错后 往后挪', [verb('balance')], { only: '[\\d一二两三四五半][天个周]' }],
  [
    '还剩 剩余 剩下 剩 余 还有 共有 结余 累计 攒了 已休 已请 提前 至少 最多 不超过 超过 不少于 任职 工作了 满 大于',
    [verb('balance')],
  ],
  ['值了 没休息 没休成', [verb('done')]],
  ['还没 还没有', [INERT]],
  ['没 没能', [verb('gone')], { only: '[来去到上打休请回赶睡合签顾参做吃写交报登]' }],
  ['被', [verb('gone')], { only: '[抽叫派喊拉借安留困拖]' }],
  ['请了 休了 歇了', [verb('leave'), verb('gone')], { only: '\\d{1,2}[月./号]|[上昨前今]' }],
  ['走', [verb('leave')], { only: '$|[,。!?]' }],
  ['用', [verb('leave')], { only: '$|[,。!?]' }],
  ['用 用掉', [verb('leave')], { only: '[一二两三半\\d]个?半?天' }],
  [
    '请的 休的 歇的 值的 补休的 调休的',
    [verb('leave'), verb('gone')],
    { not: '[^,。;!?]{0,6}(?:取消|撤|不|改|推|挪|换)' },
  ],
  ['不休息', [verb('other')]],
  ['申请 邀请 请示 请问', [verb('other')]],
  ['值班 值夜班 值守 在岗 当班', [verb('duty')]],
  ['放假 假期 开会 出差 培训 学习', [verb('other')]],

  [TELLING_WEEKDAY, [INERT]],
  // Look-alikes that would otherwise lend their characters to a time
  [
    '马上 以上 以下 网上 线上 线下 路上 会上 街上 手上 身上 际上 加上 赶上 早晚 如下 一下 乡下 底下 手下 地下',
    [INERT],
  ],
  ['前任 前台 前往 后勤 后续 后来 后面 前面 目前 当前 现在 之前的 到底 到时候 到时 至于 甚至 以至', [INERT]],
]
