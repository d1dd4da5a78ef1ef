import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readAnswer, withoutNames } from '../../../src/care/safety/answer-words.ts'
import type { SafetyFile } from '../../../src/care/safety/policy.ts'
import { normalize } from '../../../src/understanding/normalize.ts'

const { answers } = parse(readFileSync('flows/policy/safety.yaml', 'utf8')) as SafetyFile
const NAMES = ['陈小雨', '王建国', '林悦', '王主任']
const read = (text: string, numbered = false) =>
  readAnswer(withoutNames(normalize(text), NAMES), answers, numbered)?.does ?? 'nothing'

const SAID: Record<string, string[]> = {
  unreached: [
    '还没有联系上他',
    '没找到人',
    '还没找到他',
    '没能打通他的电话',
    '没有见到人',
    '联系不上',
    '联系不上他',
    '打不通',
    '电话打了三次都没人接',
    '没接',
    '他不接电话',
    '手机关机了',
    '无人接听',
    '没联系上',
    '没能联系到陈小雨',
    '找不到她人',
    '没跟他说上话',
    '我来不了',
    '我去不了',
    '来不及',
    '收到，但是我赶不到',
    '没打通',
    '一直占线',
    '敲门没人应',
    '没见着人',
    '无法联系',
    '还是没法联系上她',
    '没回消息',
    '没取得联系上',
  ],
  reached: [
    '联系上了',
    '已经联系上他了',
    '联系上陈小雨了',
    '我见到他了',
    '打通了',
    '电话打通了，他在家',
    '刚跟他说上话',
    '找到他了',
    '人找到了',
    '她接电话了',
    '好的，联系到了',
    '见到人了',
    '联系上了，不用担心',
    '联系上了，没问题',
  ],
  closed: [
    '有人照应了',
    '现在有人陪着了',
    '家里有人守着了',
    '人安全了',
    '人已经安全',
    '他身边有人陪他了，放心',
  ],
  taken: [
    '收到',
    '好的，收到',
    '我来联系',
    '我马上联系他',
    '收到，我这就打电话',
    '我来',
    '我去',
    '好的，我去',
    '我去联系他',
    '我来处理',
    '马上联系',
    '我现在就去找他',
    '我去看看他',
    '我来打',
    '已阅',
    '收到了，马上打',
    '我这就给他打电话',
  ],
  passed: ['转给王建国', '我在外地，转给林悦', '交给王主任吧', '转交给林悦处理', '转给张三丰'],
  unclear: [
    '等联系上了再说',
    '联系上了吗',
    '现在没有人陪着了',
    '没有人照应了',
    '不是有人陪了',
    '谁联系上他了',
    '要是联系不上怎么办',
    '一开始没人接，后来联系上了',
    '联系上了，他没事',
    '还不知道联系上他没有',
    '不一定有人陪着',
    '还没有人陪着',
    '有人陪着吗',
    '等见到他再说',
    '没有人守着了',
    '我联系过他两次',
  ],
  nothing: [
    '我去医院看病请一天假',
    '我来问一下年假还有几天',
    '我去体检了',
    '我去年的年假没休完',
    '换成12月3日',
    '换个手机号',
    '换了几个科室都一样',
    '我去找过领导三次了',
    '电话打不通，帮我转人工',
    '收到体检通知了',
    '转给我的申请到哪了',
    '换王建国',
    '转给我',
    '今天天气不错',
    '没有联系方式',
    '我去打球',
    '文件没接到',
    '我去开会',
    '说到他我就来气',
  ],
}

describe('what a message says of a call', () => {
  test.each(Object.entries(SAID).flatMap(([does, texts]) => texts.map(text => [text, does])))(
    '“%s”: %s',
    (text, does) => expect(read(text)).toBe(does),
  )

  test('with the number of a case words of other matters are no hindrance', () => {
    expect(read('电话打不通，帮我转人工', true)).toBe('unreached')
  })

  test('a long repetition is read as quickly as any other message', () => {
    expect(read('刚'.repeat(60))).toBe('nothing')
    expect(read('已经刚刚现在'.repeat(10))).toBe('nothing')
  })
})
