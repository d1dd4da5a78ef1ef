import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type EmergencyFile, makeEmergencies } from '../../../src/care/safety/emergency.ts'
import { HOME } from '../../../src/main.ts'
import { makeAssess } from '../../../src/risk/assess.ts'
import type { RiskFile } from '../../../src/risk/rules-file.ts'
import { normalize } from '../../../src/understanding/normalize.ts'

const read = (name: string) => parse(readFileSync(join(HOME, 'flows/policy', `${name}.yaml`), 'utf8'))
const risk = read('risk') as RiskFile
const assess = makeAssess(risk)
const ears = makeEmergencies(read('emergency') as EmergencyFile, new Set(risk.concepts.map(({ id }) => id)))
const kindOf = (text: string) => {
  const plain = normalize(text)
  return ears.emergencyIn(plain, assess(plain))?.is ?? null
}

describe('a sudden illness is heard', () => {
  test.each([
    '胸口疼 喘不上气 办公室就我一个',
    '胸口疼得厉害，一身冷汗',
    '我晕倒了刚醒，半边身子动不了，说话不清楚',
    '我血压很高 180 头晕得厉害 一个人在办公室',
    '左半边脸突然麻了，嘴也歪了',
    '刘科长突然晕倒了，叫不醒',
    '有人晕倒了快来人',
    '同事口吐白沫，浑身抽搐',
    '煤气中毒了，头晕没力气',
    '吃了海鲜过敏，喉咙肿，喘不上气',
    '老李流了好多血',
    '我胸闷得厉害，左胳膊发麻',
    '突然说不出话，右边手脚没力气',
    '孩子抽搐了，口吐白沫',
    '老公心脏病犯了，喘不上气',
    '他从楼梯摔下来动不了了',
  ])('“%s”', text => {
    expect(kindOf(text)).toBe('medical')
  })
})

describe('no emergency is', () => {
  test.each([
    '上周体检胸口有点疼，想请假复查',
    '我妈脑溢血住院，想请三天假',
    '我爸昨天晕倒了，送医院了',
    '血压有点高，140，明天想请病假',
    '头晕，想请病假',
    '右手腕扭伤了，请一天病假',
    '压力大，胸口堵得慌，喘不过气',
    '忙得喘不上气',
    '气得我吐血',
    '笑晕过去了',
    '看球看到心脏骤停，最后一秒绝杀',
    '刚才在走廊晕倒，同事把我送到急诊，想请假',
    '摔了东西，蹲地上起不来',
    '感冒药按时吃了，今天好些',
    '吃了降压药，头不晕了',
    '刚吃了一片安眠药，睡不着',
    '划破了手，贴了创可贴',
    '我哮喘犯了，明天请一天病假',
    '现在这个系统说话说不清楚',
    '嘴角抽搐',
    '系统没反应，叫不醒了',
    '心梗急救知识培训通知',
    '事由：孩子发烧，去医院看病',
  ])('“%s”', text => {
    expect(kindOf(text)).toBeNull()
  })
})

describe('what somebody has done already', () => {
  test.each([
    ['我吃了一瓶安眠药', 'taken'],
    ['安眠药我都吃下去了', 'taken'],
    ['药我全都吃下去了，对不起', 'taken'],
    ['割腕了 血止不住', 'bleeding'],
    ['我同事割腕了，流了好多血', 'bleeding'],
    ['煤气我打开了，不想活了', 'gas'],
  ])('“%s” is %s', (text, kind) => {
    expect(kindOf(text)).toBe(kind)
  })

  test.each(['吃了一瓶安眠药会死吗', '去年我割腕了，被救回来', '想吃安眠药死了算了', '不想活了'])(
    '“%s” is not',
    text => {
      expect(kindOf(text)).toBeNull()
    },
  )
})
