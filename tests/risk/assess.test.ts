import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { makeAssess } from '../../src/risk/assess.ts'
import type { RiskFile } from '../../src/risk/rules-file.ts'
import { normalize } from '../../src/understanding/normalize.ts'

const file = parse(
  readFileSync(join(import.meta.dirname, '../../flows/policy/risk.yaml'), 'utf8'),
) as RiskFile
const assess = makeAssess(file)
const level = (text: string) => assess(normalize(text)).level

test.each([
  ['活着没意思', 'high'],
  ['我真的不想活了', 'high'],
  ['要是睡过去再也不醒就好了', 'high'],
  ['我就是个累赘，没有我他们会更好', 'high'],
  ['前年我自杀过，现在又开始想', 'high'],
  ['小李跟我说他不想活了', 'high'],
  ['顶不住了，唔想做人', 'high'],
  ['遗书写好了', 'crisis'],
  ['我现在在楼顶，风好大，跳下去就解脱了', 'crisis'],
  ['安眠药已经吃下去了', 'crisis'],
  ['地方都看好了，就等天黑', 'crisis'],
  ['我想割腕', 'crisis'],
])('%s → %s', (text, expected) => {
  expect(level(text)).toBe(expected)
})

test.each([
  '想死你了，好久不见',
  '周末不想活动，就想躺着',
  '跳楼价大甩卖，快来',
  '今天累死了，明天还要加班',
  '热死人了',
  '这个流程死循环了',
  '辖区发生一起跳楼警情，已妥善处置',
  '防自杀宣传折页请各科室来领',
  '电影里那个人最后自杀了',
  '死亡证明要去哪里开',
  '我没事，就是有点累',
])('“%s” is ordinary talk', text => {
  expect(level(text)).toBe('none')
})

test('a report in which somebody speaks of himself is not quietened', () => {
  expect(level('应急演练做完了，可是我真的不想活了')).toBe('high')
})

test('every reason names its rule and the very words, in words a handler understands', () => {
  const text = normalize('晚上睡不着，活着没意思')
  const [reason] = assess(text).reasons
  expect(reason).toMatchObject({ rule: 'ideation', quote: '活着没意思' })
  expect(text.slice(reason?.span[0], reason?.span[1])).toBe(reason?.quote)
})

test('no text throws', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3_000, unit: 'binary' }), text => void assess(normalize(text))),
    { numRuns: 200 },
  )
})
