import type { YesNo } from '../kernel/reading.ts'

/** Longer messages say more than yes or no. */
const LONGEST = 14

/** What may come before an answer and changes nothing. */
const LEAD = '(?:嗯+|恩|哦+|噢|啊|呃|那就?|那么|就|还是)?'
/** Closing particles and thanks. */
const TAIL = '(?:[吧啊呀哦的了呢哈噢喔嘞哒滴啦嘛咯哟]|谢谢你?|多谢|谢了)*'

const YES_WORDS = `
  是的? 是这样的? 对的? 对头 [没不]错 嗯[呐哼嗯]* 恩 好的?呢? 好[滴哒嘞呀] 行的? 可以的? 可 中 成 得 妥 要得? 需要 我?同意 我?确认 我?确定 提交 交 发 就这样?
  就这么[办定着] 定了 就它 [没木]问题 没毛病 没意见 正确 无误 当然 必须的? 批准 愿意 收到 ok的? okk okay yes y 👌 👍 ✅ 🙆`
const NO_WORDS = `
  不+ 不是 不对 不太[对行好] 不要 不行 不用 不可以? 不可 不同意 不提交 不交 不中 不得行 不成 不妥 不必 不需要 我?不想 我?不愿意? 我不同意 不确认 不正确 不好
  还?没有? 否 错 有误 别 别提?交 别发 甭 莫 先不用? 先别 暂时?不 算了? 拒绝 no nope n 👎 ❌`
const WAIT_WORDS = `
  等等看? 等一?下 等会儿? 稍等 稍后 稍候 先等等 我?再?想想 让我想想 容我想想 我?再?看看 我?考虑一?下 我?考虑考虑 待会儿? 慢着 晚点 回头 一会儿
  等(?:不忙|有空|得空|闲了|闲下来|忙完|忙过)(?:了|这阵子?|这段时间)?的?(?:时候)?`
const HEDGE_WORDS = `
  额+ 呃+ 唔+ 再说 不知道 不确定 不好说 说不好 也许 可能 大概 看情况 随便 都行 都可以 无所谓 不是不行 不是不可以 差不多`

const YES = whole(`${LEAD}(?:${oneOf(YES_WORDS)}){1,3}[要交]?${TAIL}`)
const NO = whole(`${LEAD}(?:${oneOf(NO_WORDS)}){1,2}[要用交]?${TAIL}`)
const WAIT = whole(`${LEAD}(?:${oneOf(WAIT_WORDS)})(?:再说)?${TAIL}`)
const HEDGE = whole(`${LEAD}(?:${oneOf(HEDGE_WORDS)})${TAIL}`)
/** 嗯……: a yes that trails off. */
const TRAILING = /^[嗯恩唔额呃]+(?:\.{2,}|。{2,}|…+|—+|~+|～+)$/u
const QUESTION = /[?？]|[吗么]$/u
const SIGNS = /[\s，。！,.!~～…；;：:、]+/gu
const SKIN_TONES = /[\u{1F3FB}-\u{1F3FF}\uFE0F]/gu

/** How a short message answers a yes-or-no question; null when it says something else, or asks back. */
export function readYesNo(plain: string): YesNo | null {
  const text = plain.trim().toLowerCase()
  if (text.length === 0 || text.length > LONGEST || QUESTION.test(text)) return null
  if (TRAILING.test(text)) return 'hedge'
  const bare = text.replace(SIGNS, '').replace(SKIN_TONES, '')
  if (HEDGE.test(bare)) return 'hedge'
  if (WAIT.test(bare)) return 'wait'
  // Yes before no: 没错 and 不错 are made of two words that deny.
  if (YES.test(bare)) return 'yes'
  return NO.test(bare) ? 'no' : null
}

function oneOf(words: string): string {
  return words.trim().split(/\s+/u).join('|')
}

function whole(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u')
}
