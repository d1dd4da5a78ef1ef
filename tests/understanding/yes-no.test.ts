import { describe, expect, it } from 'vitest'
import { normalize } from '../../src/understanding/normalize.ts'
import { readYesNo } from '../../src/understanding/yes-no.ts'

const read = (text: string) => readYesNo(normalize(text).toLowerCase())
const list = (words: string) => words.trim().split(/\s+/u)

describe('yes', () => {
  it.each(
    list(`
      嗯 嗯嗯 恩 嗯哼 嗯呐 是 是的 是啊 对 对的 对头 对对对 没错 不错 好 好的 好吧 好呀 好滴 好哒 好嘞 好啊 行 行的 行吧 行嘞 行啊 可以
      可以的 可以吧 可以啊 没问题 木问题 没毛病 同意 确认 确定 提交 提交吧 就提交 那就提交 就这样 就这样吧 就这么办 就它了 要得 中 妥
      妥了 得嘞 成 成吧 OK ok Okay ok的 OK啊 yes y 👍 👌 ✅ 👍🏻 嗯，好 嗯可以 好，提交 行，就这样 对，没错 是这样 是这样的 正确 无误
      没意见 当然 当然可以 必须的 可 要 要的 需要 好的呢 好的好的 交吧 发吧 就这 那行 那好吧 那可以 好提交吧 嗯对的`),
  )('%s', text => expect(read(text)).toBe('yes'))
})

describe('no', () => {
  it.each(
    list(`
      不 不是 不对 不要 不行 不用 不用了 不了 不可以 不同意 不提交 不交 没有 没 否 错 错了 别 先不 先别 先不用 先不了 暂时不 暂不 算了
      还是算了 算了吧 拒绝 不好 不好吧 no NO nope n 👎 ❌ 不中 不得行 不成 不妥 甭 不必 不必了 不需要 不想 不想了 不愿意 别了 别交
      不，谢谢 不要了 取消吧 不确认 不正确 有误 不太对 不太行`).filter(text => text !== '取消吧'),
  )('%s', text => expect(read(text)).toBe('no'))
})

describe('not yet', () => {
  it.each(
    list(
      `等等 等一下 等下 稍等 等会儿 先等等 我想想 让我想想 再想想 我看看 考虑一下 我考虑下 慢着 待会儿 等会 晚点 稍后 回头 容我想想
       等不忙的时候 等忙完再说 等有空 等忙过这阵子 等闲下来`,
    ),
  )('%s', text => expect(read(text)).toBe('wait'))
})

describe('neither', () => {
  it.each(
    list(
      `嗯…… 额 呃 再说 再说吧 不知道 不确定 看情况 随便 都行 都可以 无所谓 也许 可能吧 不是不行 差不多 说不好 不好说`,
    ),
  )('%s', text => expect(read(text)).toBe('hedge'))
})

describe('something else', () => {
  it.each([
    '',
    '。',
    '明天',
    '好人好事',
    '行政科',
    '是不是要交证明',
    '可以改吗',
    '不是明天，是后天',
    '好，改成周五',
    '对了，还有一件事',
    '要年假',
    '没带证明',
    '不要年假，要补休',
    '提交了吗',
    '没错过吧',
    '中午',
    '成都',
    '对不起',
    '你好',
    '你好啊',
    '我好',
    '真好',
    '也好吃',
    '好在有你',
    '行程',
    '确认函',
    '好吗',
    '行吗',
    '可以吗',
    '是吗',
    '嗯？',
  ])('%j', text => expect(read(text)).toBeNull())
})
