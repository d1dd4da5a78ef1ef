import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type AidFile, makeAid } from '../../../src/care/safety/aid.ts'
import { normalize } from '../../../src/understanding/normalize.ts'

const file = join(import.meta.dirname, '../../../flows/policy/aid.yaml')
const aidFor = makeAid(parse(readFileSync(file, 'utf8')) as AidFile)

test.each([
  ['我老公打我', 'home'],
  ['被我爱人打了好几次', 'home'],
  ['我遭受家庭暴力三年了', 'home'],
  ['前夫又来揍了我', 'home'],
  ['主任对我动手动脚', 'harassed'],
  ['我被客户性骚扰了', 'harassed'],
  ['有个男的一直跟踪我', 'harassed'],
  ['局长打了我一耳光', 'beaten'],
  ['我昨晚被人打了', 'beaten'],
  ['我查出来是肺癌', 'ill'],
  ['我爱人确诊白血病', 'ill'],
  ['我真的扛不住了', 'weary'],
  ['我是不是得抑郁症了', 'doctor'],
  ['我这样算不算抑郁？', 'doctor'],
  ['我得了焦虑症吗', 'doctor'],
  ['睡不着该吃什么药', 'doctor'],
  ['我觉得我有抑郁症', 'doctor'],
  ['我怀疑自己有焦虑症，怎么办', 'doctor'],
  ['网上测出来重度抑郁，是真的吗', 'doctor'],
  ['感觉自己好像得了强迫症', 'doctor'],
  ['我是不是心理有问题', 'doctor'],
  ['我是不是精神出毛病了', 'doctor'],
  ['我是不是疯了', 'doctor'],
  ['你帮我诊断一下', 'doctor'],
  ['你给我看看是不是抑郁了', 'doctor'],
  ['医生怀疑我有抑郁症', 'ill'],
  ['我确诊了重度抑郁', 'ill'],
  ['医院诊断我是重度抑郁症', 'ill'],
  ['医生说我得了双相', 'ill'],
  ['我对象有抑郁症', 'ill'],
  ['我爱人确诊抑郁症了', 'ill'],
])('“%s” is told what help there is: %s', (text, id) => {
  expect(aidFor(normalize(text))?.id).toBe(id)
})

test.each([
  '他打我电话我没接到',
  '骚扰电话太多了',
  '反家暴宣传周活动方案请审核',
  '我老公打我手机让我早点回家',
  '同事打我主意要我替班',
  '电影里那个人被跟踪',
  '昨天加班到十点',
  '下周三请一天年假',
  '领导骂我是神经病',
  '他们都说我是精神病',
  '同事背后说我像精神病',
  '别人笑我儿子是神经病',
  '科长当着大家的面骂我是不是有精神病',
  '领导问我是不是神经病',
  '开车的人是不是神经病',
  '你是不是疯了，这也要我填',
  '我觉得你有神经病',
  '领导怀疑我装病',
  '你是不是觉得我疯了',
  '帮我看看这个方案有没有问题',
  '我是不是疯了，居然报了三个培训',
])('“%s” is none of that', text => {
  expect(aidFor(normalize(text))).toBeNull()
})
